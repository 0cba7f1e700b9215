/** Who is calling and what they may do: bearer tokens, roles, and the one table of rules. */
@NullMarked
package org.baton.app.access;

import org.jspecify.annotations.NullMarked;
