package org.baton.workers.engine;

import org.baton.domain.operations.EngineGenerations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks which engine it is before any command is handed to it and any job is taken from it. */
@Component
class EngineCheckIn implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EngineCheckIn.class);

    /** Before the relays and the workers. */
    private static final int PHASE = -100;

    private final EngineGenerations generations;
    private volatile boolean running;

    EngineCheckIn(EngineGenerations generations) {
        this.generations = generations;
    }

    @Override
    public void start() {
        if (generations.begin()) {
            LOG.warn("The engine has lost its data, or is another one: no open order has a process any more."
                    + " Start them again with ./baton resume.");
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
