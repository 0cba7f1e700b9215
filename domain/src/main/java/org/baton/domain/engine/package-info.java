/** The outbox to the process engine: commands committed with the change that causes them, handed over later. */
@NullMarked
package org.baton.domain.engine;

import org.jspecify.annotations.NullMarked;
