/** Push by OneSignal: sending and events. */
@NullMarked
package org.baton.connectors.onesignal;

import org.jspecify.annotations.NullMarked;
