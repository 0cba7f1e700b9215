/** Messages to customers, each sent at most once per business key. */
@NullMarked
package org.baton.domain.notification;

import org.jspecify.annotations.NullMarked;
