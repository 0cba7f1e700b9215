/** What is stuck in the engine, told with its order, and how to retry it. */
@NullMarked
package org.baton.domain.incident;

import org.jspecify.annotations.NullMarked;
