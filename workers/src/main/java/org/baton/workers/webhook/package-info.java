/** Sends events to the endpoints of other systems. */
@NullMarked
package org.baton.workers.webhook;

import org.jspecify.annotations.NullMarked;
