/** Workers of the capability fulfilment. */
@NullMarked
package org.baton.workers.fulfilment;

import org.jspecify.annotations.NullMarked;
