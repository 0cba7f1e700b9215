/** Connects the capabilities: ports of one answered by another, rule tables, the clock. */
@NullMarked
package org.baton.app.wiring;

import org.jspecify.annotations.NullMarked;
