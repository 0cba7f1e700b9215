package org.baton.domain.operations;

import java.util.Collection;
import java.util.Set;

/** Port to the engine: which process instances still live, and which engine it is. */
public interface ProcessInstances {

    /**
     * Asks for each instance, changing none.
     *
     * @return those that have ended, or that this engine never had
     * @throws org.baton.domain.common.GatewayUnavailableException if the engine does not answer
     */
    Set<Long> gone(Collection<Long> keys);

    /**
     * Whether the engine remembers a mark, which it does for as long as it has its data.
     *
     * @throws org.baton.domain.common.GatewayUnavailableException if the engine does not answer
     */
    boolean remembers(String mark);

    /**
     * Lets the engine remember a mark.
     *
     * @throws org.baton.domain.common.GatewayUnavailableException if the engine does not answer
     */
    void remember(String mark);
}
