package org.baton.domain.fulfilment;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.common.Sku;
import org.baton.domain.fulfilment.Fulfilment.FulfilmentLine;
import org.baton.domain.inventory.Gtin;
import org.baton.domain.inventory.Product;
import org.baton.domain.inventory.Products;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Checks what is put into the basket: every item's bar code (GTIN, UPC or EAN) or SKU is held against the fulfilment's
 * lines. What is wrong is refused and counted; nothing but that count changes.
 */
@Service
public class Scans {

    /**
     * What became of a scan.
     *
     * @param reason why it was refused: bad-check-digit, unknown-code, wrong-item or too-many; null if it was accepted
     * @param sku of the item, where the code tells it
     * @param scanned units of this SKU in the basket now
     * @param ordered units of this SKU that the fulfilment needs
     */
    public record Scan(
            boolean accepted,
            @Nullable String reason,
            @Nullable String sku,
            int scanned,
            int ordered) {}

    private static final int LONGEST_CODE = 80;
    private static final int MOST_UNITS = 10_000;
    private static final Pattern BAR_CODE = Pattern.compile("[0-9]{8}|[0-9]{12,14}");

    private final FulfilmentBook fulfilments;
    private final TaskBook tasks;
    private final FulfilmentLock locks;
    private final Products products;
    private final JdbcClient jdbc;
    private final Clock clock;

    Scans(
            FulfilmentBook fulfilments,
            TaskBook tasks,
            FulfilmentLock locks,
            Products products,
            JdbcClient jdbc,
            Clock clock) {
        this.fulfilments = fulfilments;
        this.tasks = tasks;
        this.locks = locks;
        this.products = products;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Scans an item while its fulfilment is being picked.
     *
     * @param key of the caller: the same key is the same scan, and gets its first answer; null if every call is one
     * @throws RefusedException with code {@code nothing-to-pick} or {@code task-claimed}
     * @throws org.baton.domain.common.InvalidInputException if the code is empty, too long or unreadable
     */
    @Transactional
    public Scan scan(FulfilmentId id, @Nullable String code, int units, @Nullable String key, String actor) {
        var checks = new FieldChecks();
        var text = checks.required("code", code, LONGEST_CODE);
        checks.range("quantity", units, 1, MOST_UNITS);
        checks.orThrow();
        var locked = locks.lock(id);
        var before = key == null ? Optional.<Scan>empty() : answered(id, key);
        if (before.isPresent()) {
            return before.get();
        }
        var task = tasks.openOf(id, "pick")
                .filter(t -> !locked.cancelRequested())
                .orElseThrow(
                        () -> new RefusedException("nothing-to-pick", "Nothing of this fulfilment is to be picked."));
        StoreTasks.refuseIfTakenByAnother(task, actor);
        tasks.started(task.id());
        var scan = judge(locked.fulfilment(), text, units);
        record(id, text, units, key, actor, scan);
        return scan;
    }

    private Scan judge(Fulfilment f, String text, int units) {
        if (BAR_CODE.matcher(text).matches()
                && !Gtin.isValid(text)
                && sku(f, text).isEmpty()) {
            return new Scan(false, "bad-check-digit", null, 0, 0);
        }
        var sku = sku(f, text);
        if (sku.isEmpty()) {
            var known = Sku.isValid(text) && products.find(new Sku(text)).isPresent() || Gtin.isValid(text);
            return new Scan(false, known ? "wrong-item" : "unknown-code", null, 0, 0);
        }
        return count(f, sku.get(), units);
    }

    private Scan count(Fulfilment f, Sku sku, int units) {
        var lines = f.lines().stream().filter(line -> line.sku().equals(sku)).toList();
        var ordered = lines.stream().mapToInt(FulfilmentLine::quantity).sum();
        var scanned = lines.stream().mapToInt(FulfilmentLine::scanned).sum();
        if (scanned + units > ordered) {
            return new Scan(false, "too-many", sku.value(), scanned, ordered);
        }
        var left = units;
        for (var line : lines) {
            var here = Math.min(left, line.quantity() - line.scanned());
            if (here > 0) {
                fulfilments.scanned(f.id(), Map.of(line.lineNumber(), here));
                left -= here;
            }
        }
        return new Scan(true, null, sku.value(), scanned + units, ordered);
    }

    /** The SKU of the fulfilment that a code stands for: its bar code with or without leading zeros, or its name. */
    private Optional<Sku> sku(Fulfilment f, String code) {
        var skus = f.lines().stream()
                .filter(line -> line.quantity() > 0)
                .map(FulfilmentLine::sku)
                .distinct()
                .toList();
        var byName =
                skus.stream().filter(sku -> sku.value().equalsIgnoreCase(code)).findFirst();
        if (byName.isPresent() || !BAR_CODE.matcher(code).matches()) {
            return byName;
        }
        return products.find(skus).stream()
                .filter(product ->
                        product.gtin() != null && padded(product.gtin()).equals(padded(code)))
                .map(Product::sku)
                .findFirst();
    }

    private static String padded(String gtin) {
        return "0".repeat(Math.max(0, 14 - gtin.length())) + gtin;
    }

    /** Whether a fulfilment still needs a unit of what a code stands for. */
    boolean wants(FulfilmentId id, @Nullable String code) {
        var f = fulfilments.get(id);
        var sku = code == null ? Optional.<Sku>empty() : sku(f, code.strip());
        return f.lines().stream()
                .anyMatch(line -> sku.filter(line.sku()::equals).isPresent() && line.scanned() < line.quantity());
    }

    boolean isAnswered(FulfilmentId id, String key) {
        return answered(id, key).isPresent();
    }

    /** Whether somebody has used a scanner for a fulfilment. */
    boolean hasAny(FulfilmentId id) {
        return jdbc.sql("select exists (select 1 from scan where fulfilment_id = ?)")
                .param(id.value())
                .query(Boolean.class)
                .single();
    }

    /** How many scans were refused. */
    public int refused(FulfilmentId id) {
        return jdbc.sql("select count(*) from scan where fulfilment_id = ? and not accepted")
                .param(id.value())
                .query(Integer.class)
                .single();
    }

    private Optional<Scan> answered(FulfilmentId id, String key) {
        return jdbc.sql("select accepted, reason, sku, scanned, ordered from scan where fulfilment_id = ? and key = ?")
                .params(id.value(), key)
                .query((rs, n) -> new Scan(
                        rs.getBoolean("accepted"),
                        rs.getString("reason"),
                        rs.getString("sku"),
                        rs.getInt("scanned"),
                        rs.getInt("ordered")))
                .optional();
    }

    private void record(FulfilmentId id, String code, int units, @Nullable String key, String actor, Scan scan) {
        jdbc.sql("""
                insert into scan (fulfilment_id, key, code, units, accepted, reason, sku, scanned, ordered, actor, at)
                values (:id, :key, :code, :units, :accepted, :reason, :sku, :scanned, :ordered, :actor, :at)""")
                .param("id", id.value())
                .param("key", key)
                .param("code", code)
                .param("units", units)
                .param("accepted", scan.accepted())
                .param("reason", scan.reason())
                .param("sku", scan.sku())
                .param("scanned", scan.scanned())
                .param("ordered", scan.ordered())
                .param("actor", actor)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }
}
