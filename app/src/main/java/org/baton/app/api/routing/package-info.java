/** Sourcing decisions over HTTP. */
@NullMarked
package org.baton.app.api.routing;

import org.jspecify.annotations.NullMarked;
