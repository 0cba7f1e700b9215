package org.baton.domain.operations;

import java.util.Collection;
import java.util.Set;

/** Port to the engine: which process instances still live. */
public interface ProcessInstances {

    /**
     * Asks for each instance, changing none.
     *
     * @return those that have ended, or that this engine never had
     * @throws org.baton.domain.common.GatewayUnavailableException if the engine does not answer
     */
    Set<Long> gone(Collection<Long> keys);
}
