/** What a worker is. Its class follows from its job type: inventory-release-stock is inventory.ReleaseStockWorker. */
@NullMarked
package org.baton.workers;

import org.jspecify.annotations.NullMarked;
