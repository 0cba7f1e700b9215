/** The connection to the engine, local or a cluster of the user's own, and what is deployed there. */
@NullMarked
package org.baton.app.camunda;

import org.jspecify.annotations.NullMarked;
