/** Which nodes fulfil which lines: strategy from the rule tables, the plan, and the record of the decision. */
@NullMarked
package org.baton.domain.routing;

import org.jspecify.annotations.NullMarked;
