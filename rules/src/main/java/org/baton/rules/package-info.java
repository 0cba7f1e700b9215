/** Decision tables by capability, and the Drools engine that evaluates them. */
@NullMarked
package org.baton.rules;

import org.jspecify.annotations.NullMarked;
