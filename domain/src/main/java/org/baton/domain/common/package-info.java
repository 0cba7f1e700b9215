/** Values that every capability speaks: ids, money, field errors. */
@NullMarked
package org.baton.domain.common;

import org.jspecify.annotations.NullMarked;
