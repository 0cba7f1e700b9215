package org.baton.workers.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Baton works with the engine.
 *
 * @param streaming whether the engine pushes jobs; otherwise they are asked for
 * @param pollInterval how often jobs are asked for that no stream brought
 * @param jobTimeout after which a job that was not answered is given to a worker again
 * @param jobsAtOnce most jobs of one type that the engine hands out and are not answered
 * @param jobsInHand most jobs of all types that are worked on at once; less than there are database connections
 * @param retryPause before the first retry of a job
 * @param relayBatch most commands the relay hands over at once
 */
@ConfigurationProperties("baton.engine")
public record EngineProperties(
        @DefaultValue("true") boolean streaming,
        @DefaultValue("250ms") Duration pollInterval,
        @DefaultValue("60s") Duration jobTimeout,
        @DefaultValue("32") int jobsAtOnce,
        @DefaultValue("24") int jobsInHand,
        @DefaultValue("1s") Duration retryPause,
        @DefaultValue("200") int relayBatch) {}
