/** Decides past orders anew: what would have become of them under other rules. */
@NullMarked
package org.baton.domain.routing.replay;

import org.jspecify.annotations.NullMarked;
