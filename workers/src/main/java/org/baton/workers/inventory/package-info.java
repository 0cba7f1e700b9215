/** Workers of the capability inventory. */
@NullMarked
package org.baton.workers.inventory;

import org.jspecify.annotations.NullMarked;
