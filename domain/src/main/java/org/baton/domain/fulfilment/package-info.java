/** Fulfilment orders and the store tasks that carry them out. */
@NullMarked
package org.baton.domain.fulfilment;

import org.jspecify.annotations.NullMarked;
