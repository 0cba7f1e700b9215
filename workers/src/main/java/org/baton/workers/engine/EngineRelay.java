package org.baton.workers.engine;

import io.camunda.client.CamundaClient;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.baton.domain.common.Loop;
import org.baton.domain.engine.EngineCommand;
import org.baton.domain.engine.EngineOutbox;
import org.baton.domain.engine.EngineOutbox.CommandsWritten;
import org.baton.domain.engine.EngineOutbox.Leased;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Hands committed commands to the engine, as soon as they are committed and again until it has them. Several relays
 * may run: each leases what it hands over.
 */
@Component
class EngineRelay extends Loop {

    private static final Logger LOG = LoggerFactory.getLogger(EngineRelay.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final EngineOutbox outbox;
    private final CamundaClient client;
    private final Traces traces;
    private final RelayWindow window;

    /** What the engine has taken; forgotten with the next look, which saves the database a transaction. */
    private List<Long> taken = List.of();

    EngineRelay(EngineOutbox outbox, CamundaClient client, EngineProperties properties, Traces traces) {
        super("engine-relay", Duration.ofMillis(500));
        this.outbox = outbox;
        this.client = client;
        this.traces = traces;
        this.window = new RelayWindow(properties.relayBatch());
    }

    @TransactionalEventListener
    void written(CommandsWritten event) {
        wake();
    }

    @Override
    protected boolean turn() throws InterruptedException {
        var leased = outbox.lease(window.size(), LEASE, taken);
        taken = List.of();
        if (leased.isEmpty()) {
            return false;
        }
        var full = leased.size() == window.size();
        taken = leased.stream().map(this::send).toList().stream()
                .map(CompletableFuture::join)
                .flatMap(Optional::stream)
                .toList();
        window.adjust(taken.size() == leased.size());
        if (taken.size() < leased.size()) {
            giveBack(leased);
        }
        return full;
    }

    @Override
    public void stop() {
        super.stop();
        outbox.handedOver(taken);
    }

    private void giveBack(List<Leased> leased) throws InterruptedException {
        var refused = leased.stream().filter(l -> !taken.contains(l.id())).toList();
        var pause = pauseAfter(refused.getFirst().attempts());
        LOG.warn("the engine is busy: {} commands go to it again in {}", refused.size(), pause);
        outbox.notTaken(refused.stream().map(Leased::id).toList(), pause);
        rest(FIRST_PAUSE);
    }

    /** Completes with the id of a command that the engine has, or with nothing when it must be handed over again. */
    private CompletableFuture<Optional<Long>> send(Leased leased) {
        var span = begin(leased.command());
        return command(leased.command()).toCompletableFuture().handle((response, error) -> {
            span.end();
            if (error == null || EngineErrors.isDone(error)) {
                return Optional.of(leased.id());
            }
            if (!EngineErrors.isPassing(error)) {
                LOG.error("the engine refuses command {}, which is kept", leased.id(), error);
            }
            return Optional.empty();
        });
    }

    private Span begin(EngineCommand command) {
        return switch (command) {
            case EngineCommand.Message message ->
                traces.begin("engine " + message.name(), SpanKind.PRODUCER, message.correlationKey());
            case EngineCommand.JobCompletion completion -> traces.begin("engine complete-task", SpanKind.PRODUCER, "");
        };
    }

    private CompletionStage<?> command(EngineCommand command) {
        return switch (command) {
            case EngineCommand.Message message ->
                client.newPublishMessageCommand()
                        .messageName(message.name())
                        .correlationKey(message.correlationKey())
                        .messageId(message.id())
                        .timeToLive(message.timeToLive())
                        .variables(message.variables())
                        .send();
            case EngineCommand.JobCompletion completion ->
                client.newCompleteCommand(completion.jobKey())
                        .variables(completion.variables())
                        .send();
        };
    }

    private static Duration pauseAfter(int attempts) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
