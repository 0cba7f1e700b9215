/** Orders: intake, lines and their states, holds, cancelling, the event history. Depends on no other capability. */
@NullMarked
package org.baton.domain.order;

import org.jspecify.annotations.NullMarked;
