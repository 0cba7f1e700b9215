/** Workers of the capability routing. */
@NullMarked
package org.baton.workers.routing;

import org.jspecify.annotations.NullMarked;
