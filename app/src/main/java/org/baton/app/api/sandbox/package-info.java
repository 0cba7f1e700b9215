/** What the sandbox vendors were asked. */
@NullMarked
package org.baton.app.api.sandbox;

import org.jspecify.annotations.NullMarked;
