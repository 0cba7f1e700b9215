package org.baton.domain.fulfilment;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.Ids;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Stock;
import org.baton.domain.inventory.StockView;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Several orders picked in one walk: their pick tasks belong to one associate, who goes from bin to bin and puts each
 * item into the slot of its order.
 */
@Service
public class Waves {

    public static final String PREFIX = "wav_";

    /**
     * A walk.
     *
     * @param stops in the order of the walk, by aisle and bin; what has no place comes last
     */
    public record Wave(
            String id,
            NodeId node,
            String actor,
            Instant createdAt,
            @Nullable Instant endedAt,
            List<Part> parts,
            List<Stop> stops) {}

    /** One order of a walk, and the slot of the cart that its items go into. */
    public record Part(int slot, String taskId, FulfilmentId fulfilment, Task.Status status) {}

    /** A place to stop at, and what is taken there. */
    public record Stop(
            @Nullable String aisle, @Nullable String bin, Sku sku, int units, int scanned, List<PerSlot> slots) {}

    /** How many units go into which slot. */
    public record PerSlot(int slot, int units, int scanned) {}

    /** What became of a scan in a walk: the slot is null if it was refused. */
    public record SlotScan(Scans.Scan scan, @Nullable Integer slot) {}

    private static final Comparator<Stop> BY_PLACE = Comparator.<Stop, String>comparing(
                    stop -> WalkOrder.of(stop.aisle(), stop.bin()))
            .thenComparing(stop -> stop.sku().value());

    private final TaskBook tasks;
    private final StoreTasks storeTasks;
    private final FulfilmentBook fulfilments;
    private final Scans scans;
    private final StockView stock;
    private final JdbcClient jdbc;
    private final Clock clock;

    Waves(
            TaskBook tasks,
            StoreTasks storeTasks,
            FulfilmentBook fulfilments,
            Scans scans,
            StockView stock,
            JdbcClient jdbc,
            Clock clock) {
        this.tasks = tasks;
        this.storeTasks = storeTasks;
        this.fulfilments = fulfilments;
        this.scans = scans;
        this.stock = stock;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Begins a walk with the oldest pick tasks of a node that nobody has taken on.
     *
     * @param most how many orders
     * @throws RefusedException with code {@code nothing-to-pick}
     */
    @Transactional
    public Wave begin(NodeId node, int most, String actor) {
        var open = tasks.page(new TaskBook.Filter(node, "pick", null, null, true), "", most * 4).stream()
                .filter(task -> task.status() == Task.Status.OPEN)
                // Orders are locked in one order whoever begins, so that two walks never wait for each other.
                .sorted(Comparator.comparing(task -> task.orderId().value()))
                .toList();
        var id = Ids.next(PREFIX, clock::millis);
        jdbc.sql("insert into wave (id, node_id, actor, created_at) values (?, ?, ?, ?)")
                .params(id, node.value(), actor, Timestamp.from(clock.instant()))
                .update();
        var slot = 0;
        for (var task : open) {
            if (slot < most && storeTasks.claimIfFree(task, actor)) {
                slot++;
                jdbc.sql("insert into wave_part (wave_id, slot, task_id, fulfilment_id) values (?, ?, ?, ?)")
                        .params(id, slot, task.id(), task.fulfilmentId().value())
                        .update();
            }
        }
        if (slot == 0) {
            throw new RefusedException("nothing-to-pick", "No order waits to be picked at " + node + ".");
        }
        return get(id);
    }

    /** @throws NotFoundException if there is no such wave */
    public Wave get(String id) {
        var parts = jdbc.sql("""
                select p.*, t.status from wave_part p join task t on t.id = p.task_id
                where p.wave_id = ? order by p.slot""")
                .param(id)
                .query((rs, n) -> new Part(
                        rs.getInt("slot"),
                        rs.getString("task_id"),
                        new FulfilmentId(rs.getString("fulfilment_id")),
                        Task.Status.valueOf(rs.getString("status"))))
                .list();
        return jdbc.sql("select * from wave where id = ?")
                .param(id)
                .query((rs, n) -> new Wave(
                        id,
                        new NodeId(rs.getString("node_id")),
                        rs.getString("actor"),
                        rs.getTimestamp("created_at").toInstant(),
                        rs.getTimestamp("ended_at") == null
                                ? null
                                : rs.getTimestamp("ended_at").toInstant(),
                        parts,
                        stops(new NodeId(rs.getString("node_id")), parts)))
                .optional()
                .orElseThrow(() -> new NotFoundException("wave", id));
    }

    private List<Stop> stops(NodeId node, List<Part> parts) {
        var slots = parts.stream().collect(Collectors.toMap(Part::fulfilment, Part::slot));
        var perSku = new LinkedHashMap<Sku, Map<Integer, PerSlot>>();
        for (var f : fulfilments.find(slots.keySet())) {
            var slot = Objects.requireNonNull(slots.get(f.id()));
            for (var line : f.lines()) {
                if (line.quantity() > 0) {
                    perSku.computeIfAbsent(line.sku(), sku -> new TreeMap<>())
                            .merge(
                                    slot,
                                    new PerSlot(slot, line.quantity(), line.scanned()),
                                    (a, b) -> new PerSlot(slot, a.units() + b.units(), a.scanned() + b.scanned()));
                }
            }
        }
        var places = stock.at(List.of(node), perSku.keySet()).stream()
                .collect(Collectors.toMap(Stock::sku, Function.identity()));
        var stops = new ArrayList<Stop>();
        perSku.forEach((sku, bySlot) -> stops.add(stop(sku, List.copyOf(bySlot.values()), places.get(sku))));
        stops.sort(BY_PLACE);
        return stops;
    }

    private static Stop stop(Sku sku, List<PerSlot> slots, @Nullable Stock place) {
        return new Stop(
                place == null ? null : place.aisle(),
                place == null ? null : place.bin(),
                sku,
                slots.stream().mapToInt(PerSlot::units).sum(),
                slots.stream().mapToInt(PerSlot::scanned).sum(),
                slots);
    }

    /**
     * Scans an item of a walk for the first order that still needs it.
     *
     * @param key see {@link Scans#scan}
     * @return the slot to put it into; refused if no order needs it
     */
    @Transactional
    public SlotScan scan(String id, @Nullable String code, @Nullable String key, String actor) {
        var open =
                get(id).parts().stream().filter(part -> part.status().isOpen()).toList();
        if (open.isEmpty()) {
            throw new RefusedException("wave-ended", "Everything of this wave is picked.");
        }
        // What nobody needs is refused, and counted with the first order.
        var whose = open.stream()
                .filter(part -> key != null && scans.isAnswered(part.fulfilment(), key))
                .findFirst()
                .or(() -> open.stream()
                        .filter(part -> scans.wants(part.fulfilment(), code))
                        .findFirst())
                .orElse(open.getFirst());
        var scan = scans.scan(whose.fulfilment(), code, 1, key, actor);
        return new SlotScan(scan, scan.accepted() ? whose.slot() : null);
    }

    /**
     * Ends a walk: each order's pick is completed with what was scanned for it; an order of which nothing was scanned
     * counts as picked whole if nothing at all was scanned in the walk.
     *
     * @param reason why what was not scanned is missing; null if everything was scanned
     * @throws RefusedException with code {@code not-all-scanned} or {@code wave-ended}; then nothing was completed
     */
    @Transactional
    public Wave complete(String id, @Nullable String reason, String actor) {
        var wave = get(id);
        if (wave.endedAt() != null) {
            throw new RefusedException("wave-ended", "This wave has been completed.");
        }
        var withScanner = wave.stops().stream().anyMatch(stop -> stop.scanned() > 0);
        wave.parts().stream()
                .filter(part -> part.status().isOpen())
                .sorted(Comparator.comparing(part -> part.fulfilment().value()))
                .forEach(part -> {
                    var ignored =
                            storeTasks.complete(tasks.get(part.taskId()), entered(part, withScanner, reason), actor);
                });
        jdbc.sql("update wave set ended_at = ? where id = ?")
                .params(Timestamp.from(clock.instant()), id)
                .update();
        return get(id);
    }

    private Map<String, Object> entered(Part part, boolean withScanner, @Nullable String reason) {
        if (!withScanner) {
            return Map.of();
        }
        var f = fulfilments.get(part.fulfilment());
        if (reason == null && f.lines().stream().anyMatch(line -> line.scanned() < line.quantity())) {
            throw new RefusedException("not-all-scanned", "Scan the rest, or say why it is missing.");
        }
        var picked = f.lines().stream()
                .map(line -> Map.<String, Object>of("sku", line.sku().value(), "quantity", line.scanned()))
                .toList();
        return reason == null ? Map.of("picked", picked) : Map.of("picked", picked, "reason", reason);
    }
}
