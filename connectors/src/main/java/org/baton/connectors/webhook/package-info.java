/** Calls the endpoints of other systems, and no address that is not theirs. */
@NullMarked
package org.baton.connectors.webhook;

import org.jspecify.annotations.NullMarked;
