/** Endpoints of other systems, and what is sent to them, over HTTP. */
@NullMarked
package org.baton.app.api.webhook;

import org.jspecify.annotations.NullMarked;
