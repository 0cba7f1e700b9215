/** Answers how the domain should source, from the table sourcing-strategy. */
@NullMarked
package org.baton.rules.routing;

import org.jspecify.annotations.NullMarked;
