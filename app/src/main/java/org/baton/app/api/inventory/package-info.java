/** Nodes, products, stock and snapshots over HTTP. */
@NullMarked
package org.baton.app.api.inventory;

import org.jspecify.annotations.NullMarked;
