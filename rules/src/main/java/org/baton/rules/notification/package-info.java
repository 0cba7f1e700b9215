/** Answers which messages an event brings, from the table notification-cadence. */
@NullMarked
package org.baton.rules.notification;

import org.jspecify.annotations.NullMarked;
