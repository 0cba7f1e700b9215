/** Messages to customers over HTTP. */
@NullMarked
package org.baton.app.api.notification;

import org.jspecify.annotations.NullMarked;
