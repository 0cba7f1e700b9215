package org.baton.connectors.sandbox;

import java.util.Map;

/**
 * What a vendor answers to a call.
 *
 * @param body as the vendor would write it, e.g. {@code {"reference": "auth_…"}}
 */
record Reply(Outcome outcome, Map<String, String> body) {

    /** How a call ended. */
    enum Outcome {
        DONE,
        DECLINED,
        REFUSED,
        UNAVAILABLE,
        ANSWER_LOST
    }

    static Reply done(String name, String value) {
        return new Reply(Outcome.DONE, Map.of(name, value));
    }

    static Reply declined(String reason) {
        return new Reply(Outcome.DECLINED, Map.of("reason", reason));
    }

    static Reply refused(String reason) {
        return new Reply(Outcome.REFUSED, Map.of("reason", reason));
    }

    static Reply unavailable() {
        return new Reply(Outcome.UNAVAILABLE, Map.of());
    }

    /** @throws IllegalStateException if the vendor did not say it */
    String get(String name) {
        var value = body.get(name);
        if (value == null) {
            throw new IllegalStateException("the answer has no " + name + ": " + body.keySet());
        }
        return value;
    }
}
