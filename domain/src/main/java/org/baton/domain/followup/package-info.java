/** What is left to do once a change is committed: done by a relay, again and again, until it is done. */
@NullMarked
package org.baton.domain.followup;

import org.jspecify.annotations.NullMarked;
