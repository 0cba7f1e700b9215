/** Incidents over HTTP. */
@NullMarked
package org.baton.app.api.incident;

import org.jspecify.annotations.NullMarked;
