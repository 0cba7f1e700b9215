package org.baton.workers;

import org.baton.processes.JobType;

/**
 * Serves one job type: reads the variables, makes one call to the domain, answers with variables or a refusal. A job
 * may come twice; the domain's call must then have its effect once. What a worker throws is judged in one place, by
 * {@link org.baton.workers.engine.JobRunner}.
 *
 * @param <I> the variables it reads, a record whose components are named like them
 */
public interface Worker<I extends Record> {

    JobType type();

    Class<I> input();

    Answer handle(I input, Job job);

    /**
     * Whether it remembers what it does under the keys that the engine gave. An engine that is killed may have handed
     * out a job that it had not yet written down; it then goes through that step again under other keys. Such a worker
     * gets its job only once the engine is known to have written it down.
     */
    default boolean remembersKeys() {
        return false;
    }

    /** Whether its job is an order's first; when there is too much to do, orders that have begun go before it. */
    default boolean beginsOrders() {
        return false;
    }
}
