/** What one command starts on a bare machine: PostgreSQL, the engine, Baton; and how all of it stops again. */
@NullMarked
package org.baton.app.runtime;

import org.jspecify.annotations.NullMarked;
