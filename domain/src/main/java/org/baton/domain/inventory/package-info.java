/** Nodes, products, stock, reservations and the movement ledger: what can be promised, and never oversold. */
@NullMarked
package org.baton.domain.inventory;

import org.jspecify.annotations.NullMarked;
