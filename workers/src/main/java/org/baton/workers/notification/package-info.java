/** Workers of the capability notification. */
@NullMarked
package org.baton.workers.notification;

import org.jspecify.annotations.NullMarked;
