package org.baton.domain.notification;

import org.jspecify.annotations.Nullable;

/**
 * A message that is due at once.
 *
 * @param planned as it was written just now, leased to who planned it; null if it was planned before
 */
public record DueMessage(String key, @Nullable Notification planned) {}
