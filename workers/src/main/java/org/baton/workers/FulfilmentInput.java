package org.baton.workers;

import org.baton.domain.common.FulfilmentId;

/** The variable of a step that concerns one fulfilment. */
public record FulfilmentInput(String fulfilmentId) {

    public FulfilmentId fulfilment() {
        return new FulfilmentId(fulfilmentId);
    }
}
