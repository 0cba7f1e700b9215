package org.baton.domain.inventory;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import org.baton.domain.common.Sku;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * All stock in memory, following the database: {@link #refresh} reads what was written since it last looked. Whoever
 * reads is given memory only while the last look began less than {@link #FRESH_FOR_NANOS} ago; otherwise nothing, and
 * the database must answer. So no answer from here is older than a second, whatever stalls.
 */
@Component
public class LiveStock {

    /** Leaves a tenth of the second that is promised for making and sending the answer. */
    static final long FRESH_FOR_NANOS = 900_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(LiveStock.class);

    /**
     * What is known of one SKU at one node.
     *
     * @param safetyStock null for what the rules say
     * @param threshold null for what the rules say
     */
    record Cell(
            int onHand,
            int reserved,
            int damaged,
            @Nullable Integer safetyStock,
            @Nullable Integer threshold,
            int unitsPerWeek,
            @Nullable String category) {}

    /** A stock row as it was read. */
    record Row(String node, String sku, Cell cell) {}

    /** The rows of one look; its places are the numbers of nodes. */
    private record Picture(
            LiveStockReader.Position position,
            Map<String, Integer> places,
            Map<String, AtomicReferenceArray<@Nullable Cell>> bySku) {

        static Picture empty(LiveStockReader.Position position) {
            return new Picture(position, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }

        void put(Row row) {
            // One thread alone writes: see refreshing.
            int place = places.computeIfAbsent(row.node(), node -> places.size());
            var cells = bySku.get(row.sku());
            if (cells == null || cells.length() <= place) {
                cells = grown(cells, Math.max(place + 1, places.size()));
                cells.set(place, row.cell());
                bySku.put(row.sku(), cells);
            } else {
                cells.set(place, row.cell());
            }
        }

        private static AtomicReferenceArray<@Nullable Cell> grown(
                @Nullable AtomicReferenceArray<@Nullable Cell> cells, int length) {
            var more = new AtomicReferenceArray<@Nullable Cell>(length);
            for (int i = 0; cells != null && i < cells.length(); i++) {
                more.set(i, cells.get(i));
            }
            return more;
        }

        Picture at(LiveStockReader.Position now) {
            return new Picture(now, places, bySku);
        }
    }

    private record Seen(Picture picture, long lookedAt, Instant asOf) {}

    private final LiveStockReader source;
    private final Clock clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile @Nullable Seen seen;
    private final AtomicLong looks = new AtomicLong();

    LiveStock(LiveStockReader source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** What memory knows, and as of when. */
    record Look(List<Shelf> shelves, Map<String, Integer> places, Instant asOf) {

        /** The place of a node on every shelf; -1 for one that holds nothing. */
        int place(String node) {
            var place = places.get(node);
            return place == null ? -1 : place;
        }
    }

    /** What memory knows of one SKU. */
    static final class Shelf {

        private final @Nullable AtomicReferenceArray<@Nullable Cell> cells;

        private Shelf(Picture picture, String sku) {
            this.cells = picture.bySku().get(sku);
        }

        @Nullable
        Cell[] at(int... places) {
            var found = new @Nullable Cell[places.length];
            for (int i = 0; cells != null && i < found.length; i++) {
                found[i] = places[i] < 0 || places[i] >= cells.length() ? null : cells.get(places[i]);
            }
            return found;
        }
    }

    /** What memory knows of some SKUs, in their order; null when it is too old to be told. */
    @Nullable
    Look look(Collection<Sku> skus) {
        var now = seen;
        if (now == null || System.nanoTime() - now.lookedAt() > FRESH_FOR_NANOS) {
            lookAgain();
            return null;
        }
        var shelves =
                skus.stream().map(sku -> new Shelf(now.picture(), sku.value())).toList();
        return new Look(shelves, now.picture().places(), now.asOf());
    }

    private void lookAgain() {
        if (!refreshing.isLocked()) {
            var ignored = Thread.ofVirtual().name("live-stock").start(this::refresh);
        }
    }

    /**
     * Reads what was written since the last look; does nothing while another thread does it. Fails quietly: what is not
     * refreshed is not told.
     */
    public void refresh() {
        if (!refreshing.tryLock()) {
            return;
        }
        try {
            var lookedAt = System.nanoTime();
            var asOf = clock.instant();
            var known = seen;
            var position = source.position();
            var changed =
                    known == null ? null : source.changedSince(known.picture().position(), position);
            var picture = known == null || changed == null ? whole(position) : known.picture();
            if (changed != null) {
                changed.forEach(picture::put);
            }
            looks.incrementAndGet();
            seen = new Seen(picture.at(position), lookedAt, asOf);
        } catch (DataAccessException e) {
            LOG.warn("availability is answered by the database: {}", e.getMessage());
        } finally {
            refreshing.unlock();
        }
    }

    /** How many looks have succeeded. */
    long looks() {
        return looks.get();
    }

    private Picture whole(LiveStockReader.Position position) {
        var picture = Picture.empty(position);
        var began = clock.millis();
        source.all(picture::put);
        LOG.info("read the stock of {} SKUs anew in {} ms", picture.bySku().size(), clock.millis() - began);
        return picture;
    }
}
