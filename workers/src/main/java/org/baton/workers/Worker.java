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
}
