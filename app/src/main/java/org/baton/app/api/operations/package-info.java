/** Checks and recovery over HTTP. */
@NullMarked
package org.baton.app.api.operations;

import org.jspecify.annotations.NullMarked;
