/** Versions of the rule tables: drafts, what was found in them, what is in force, and who put it there. */
@NullMarked
package org.baton.domain.rulebook;

import org.jspecify.annotations.NullMarked;
