package org.baton.bench;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobWorker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.baton.domain.common.OrderId;
import org.baton.processes.JobType;
import org.baton.processes.MessageName;
import org.baton.workers.engine.EngineErrors;
import org.baton.workers.engine.EngineProperties;

/**
 * Workers that do nothing: each answers at once with the variables that lead an order along the road that a real one
 * took, and tells at once what vendors, people and clocks told in the real run.
 */
final class IdleWorkers implements AutoCloseable {

    /**
     * What a part of a real order went through.
     *
     * @param process that conducted it, as sourcing answered
     * @param stopped messages planned for later that were stopped when the goods were handed over
     * @param planned messages planned for later at its end, which wait on
     */
    record Part(String process, int stopped, int planned) {}

    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration PERSON_PATIENCE = Duration.ofHours(12);
    private static final Duration LATER = Duration.ofDays(1);
    private static final long PAUSE_MS = 50;
    private static final int MOST_DOUBLINGS = 7;

    private final CamundaClient client;
    private final List<List<Part>> roads;
    private final Map<String, List<Part>> roadOf = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Instant> ended = new ConcurrentLinkedQueue<>();
    private final AtomicInteger started = new AtomicInteger();
    private final List<JobWorker> open = new CopyOnWriteArrayList<>();
    private final String run;

    /** @param run makes the ids of a run unlike any other's */
    IdleWorkers(CamundaClient client, EngineProperties properties, String run, List<List<Part>> roads) {
        this.client = client;
        this.roads = roads;
        this.run = run;
        for (var type : JobType.values()) {
            open.add(client.newWorker()
                    .jobType(type.type())
                    .handler((jobs, job) -> answer(type, job))
                    .name("idle")
                    .timeout(properties.jobTimeout())
                    .maxJobsActive(properties.jobsAtOnce())
                    .pollInterval(properties.pollInterval())
                    .streamEnabled(properties.streaming())
                    .fetchVariables(Stream.concat(type.inputs().stream(), Stream.of("orderId", "fulfilmentId"))
                            .distinct()
                            .toList())
                    .open());
        }
    }

    /** Begins an order as Baton does. */
    void start() {
        int number = started.getAndIncrement();
        var order = OrderId.PREFIX + "%s%018d".formatted(run, number);
        roadOf.put(order, roads.get(number % roads.size()));
        publish(MessageName.ORDER_ACCEPTED, order, Map.of("orderId", order, "orderNumber", order, "channel", "bench"));
    }

    int inFlight() {
        return started.get() - ended.size();
    }

    /** How many ended in some time. */
    long endedBetween(Instant from, Instant to) {
        return ended.stream()
                .filter(at -> !at.isBefore(from) && at.isBefore(to))
                .count();
    }

    int ended() {
        return ended.size();
    }

    private void answer(JobType type, ActivatedJob job) {
        var variables = job.getVariablesAsMap();
        var order = String.valueOf(variables.get("orderId"));
        var fulfilment = String.valueOf(variables.get("fulfilmentId"));
        switch (type) {
            case ORDER_SCREEN_ORDER -> complete(job, screened());
            case ROUTING_SOURCE_ORDER -> complete(job, sourced(order));
            case ORDER_COMPLETE_ORDER -> {
                complete(job, Map.of("orderOutcome", "settled", "partlyCancelled", false));
                roadOf.remove(order);
                ended.add(Instant.now());
            }
            case NOTIFICATION_SEND_DUE ->
                complete(job, Map.of("moreToCome", false, "nextDueAt", String.valueOf(variables.get("nextDueAt"))));
            case FULFILMENT_RELEASE_TO_WAREHOUSE -> {
                complete(job, Map.of());
                publish(MessageName.FULFILMENT_SHIPPED, fulfilment, Map.of());
            }
            case NOTIFICATION_SEND_MESSAGE -> {
                told(header(job, "message"), order, fulfilment);
                complete(job, Map.of());
            }
            case STORE_TASK -> person(job, order, fulfilment);
            default -> complete(job, Map.of());
        }
    }

    private void told(String message, String order, String fulfilment) {
        if (message.equals("order-shipped")) {
            delivered(order, fulfilment);
        } else {
            plan(order, fulfilment, "ready", part(order, fulfilment).stopped());
        }
    }

    /** A job that a person does is kept for the person first, as Baton does. */
    private void person(ActivatedJob job, String order, String fulfilment) {
        var ignored = client.newUpdateTimeoutCommand(job.getKey())
                .timeout(PERSON_PATIENCE)
                .send();
        var kind = header(job, "kind");
        if (kind.equals("courier")) {
            delivered(order, fulfilment);
        } else if (kind.equals("hand-over")) {
            var part = part(order, fulfilment);
            for (int n = 0; n < part.stopped(); n++) {
                publish(MessageName.NOTIFICATION_STOPPED, cadence("ready", fulfilment, n), Map.of());
            }
            plan(order, fulfilment, "collected", part.planned());
        }
        complete(job, Map.of("linesLeft", true));
    }

    private void delivered(String order, String fulfilment) {
        plan(order, fulfilment, "delivered", part(order, fulfilment).planned());
        publish(MessageName.FULFILMENT_DELIVERED, fulfilment, Map.of());
    }

    private void plan(String order, String fulfilment, String event, int messages) {
        for (int n = 0; n < messages; n++) {
            var id = cadence(event, fulfilment, n);
            var due = Instant.now().plus(LATER).toString();
            publish(
                    MessageName.NOTIFICATION_SCHEDULED,
                    id,
                    Map.of("orderId", order, "cadenceId", id, "nextDueAt", due));
        }
    }

    private static String cadence(String event, String fulfilment, int n) {
        return "fulfilment/" + fulfilment + "/" + event + (n == 0 ? "" : ":" + n);
    }

    private Part part(String order, String fulfilment) {
        int number = Integer.parseInt(fulfilment.substring(fulfilment.lastIndexOf('_') + 1));
        return Objects.requireNonNull(roadOf.get(order), order).get(number - 1);
    }

    private Map<String, Object> sourced(String order) {
        var parts = Objects.requireNonNull(roadOf.get(order), order);
        var fulfilments = new ArrayList<Map<String, Object>>();
        for (int n = 0; n < parts.size(); n++) {
            var id = new OrderId(order).fulfilment(n + 1).value();
            fulfilments.add(Map.of(
                    "fulfilmentId", id,
                    "process", parts.get(n).process(),
                    "node", "node-1",
                    "fromWarehouse", false,
                    "acceptWithin", "PT15M",
                    "pickWithin", "PT2H",
                    "pickupWindow", "P3D"));
        }
        return Map.of("fulfilments", fulfilments, "backorderExpiresAfter", "P14D");
    }

    private static Map<String, Object> screened() {
        var now = Instant.now().toString();
        return Map.of("screening", "accept", "holdExpiresAfter", "P3D", "sourceAt", now);
    }

    private static String header(ActivatedJob job, String name) {
        return job.getCustomHeaders().getOrDefault(name, "");
    }

    private void complete(ActivatedJob job, Map<String, Object> variables) {
        send(() -> client.newCompleteCommand(job.getKey()).variables(variables).send(), 1);
    }

    private void publish(MessageName message, String key, Map<String, Object> variables) {
        send(
                () -> client.newPublishMessageCommand()
                        .messageName(message.messageName())
                        .correlationKey(key)
                        .messageId(message.messageName() + "/" + key)
                        .timeToLive(KEPT)
                        .variables(variables)
                        .send(),
                1);
    }

    /** An engine that is busy or away is told again until it takes it: an order would wait for ever otherwise. */
    private void send(Supplier<CamundaFuture<?>> command, int attempt) {
        var ignored = command.get().whenComplete((response, error) -> {
            if (error != null && EngineErrors.isPassing(error) && !open.isEmpty()) {
                var pause = PAUSE_MS << Math.min(attempt, MOST_DOUBLINGS);
                var later = CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS);
                later.execute(() -> send(command, attempt + 1));
            }
        });
    }

    @Override
    public void close() {
        open.forEach(JobWorker::close);
        open.clear();
    }
}
