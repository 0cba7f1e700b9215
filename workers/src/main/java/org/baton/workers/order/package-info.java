/** Workers of the capability order. */
@NullMarked
package org.baton.workers.order;

import org.jspecify.annotations.NullMarked;
