/** Between Baton and the engine: running jobs, handing commands over, retrying what stopped. */
@NullMarked
package org.baton.workers.engine;

import org.jspecify.annotations.NullMarked;
