/** The relay of what follows from a change. */
@NullMarked
package org.baton.workers.followup;

import org.jspecify.annotations.NullMarked;
