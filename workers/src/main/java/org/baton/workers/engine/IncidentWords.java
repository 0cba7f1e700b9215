package org.baton.workers.engine;

import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.springframework.dao.TransientDataAccessException;

/** What an incident says to the person who finds it, in Baton's API or in Operate: what happened, and what to do now. */
final class IncidentWords {

    private static final int MOST_CAUSE = 2_000;

    private IncidentWords() {}

    /** Cause and remedy, in whole sentences. */
    static String of(RuntimeException e) {
        return sentence(cause(e)) + " " + remedy(e);
    }

    /** The cause alone, for a job that is tried again by itself. */
    static String cause(RuntimeException e) {
        var message = e.getMessage();
        var text = message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
        return text.length() > MOST_CAUSE ? text.substring(0, MOST_CAUSE) : text;
    }

    private static String remedy(RuntimeException e) {
        return switch (e) {
            case GatewayUnavailableException unavailable ->
                "It was tried several times. Retry this incident when that is mended: nothing is done twice."
                        + " The order waits here until then.";
            case GatewayRejectedException rejected ->
                "That was a refusal, so another try alone changes nothing. Mend what was refused, then retry this"
                        + " incident; or cancel the order.";
            case TransientDataAccessException busy ->
                "The database had other work in the way, several times. Retry this incident.";
            default ->
                "Baton did not foresee this: baton.log tells more under the order's id. Mend the cause, then retry this"
                        + " incident; or cancel the order.";
        };
    }

    private static String sentence(String text) {
        var begun = Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return begun.endsWith(".") ? begun : begun + ".";
    }
}
