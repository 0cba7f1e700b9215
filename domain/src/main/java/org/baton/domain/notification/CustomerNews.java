package org.baton.domain.notification;

import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.Money;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.fulfilment.FulfilmentStatus;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderEvents;
import org.baton.domain.order.OrderRequest.MoneyRequest;
import org.baton.domain.order.RequestKeys;
import org.baton.domain.order.RequestKeys.IdempotencyKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * News of an order that Baton cannot see by itself, e.g. that a courier has set out or that money went back: told by
 * another system, kept in the order's history, and brought to the customer by the cadence.
 */
@Service
public class CustomerNews {

    /**
     * What is told.
     *
     * @param event a word of {@link Kind}
     * @param fulfilmentId which part of the order; required when it is out for delivery
     * @param newDate ISO date by which a delayed order is now expected, where it is known
     * @param driverName who brings it; with the links it is told to the customer and kept nowhere else
     * @param amount that went back; required when it is refunded
     * @param reference the payment provider's, by which a second refund is told from a repeated report of the first
     */
    public record News(
            @Nullable String event,
            @Nullable String fulfilmentId,
            @Nullable String newDate,
            @Nullable String driverName,
            @Nullable String driverPhotoUrl,
            @Nullable String liveUrl,
            @Nullable MoneyRequest amount,
            @Nullable String reference) {}

    /** What may be told. */
    public enum Kind {
        ORDER_DELAYED("order-delayed", "order-delayed"),
        OUT_FOR_DELIVERY("out-for-delivery", "fulfilment-out-for-delivery"),
        REFUNDED("refunded", "payment-refunded");

        private final String word;
        private final String history;

        Kind(String word, String history) {
            this.word = word;
            this.history = history;
        }
    }

    private record Checked(Kind kind, Map<String, Object> data, Map<String, String> told) {}

    private final OrderBook orders;
    private final FulfilmentBook fulfilments;
    private final OrderEvents events;
    private final RequestKeys keys;
    private final JdbcClient jdbc;

    CustomerNews(OrderBook orders, FulfilmentBook fulfilments, OrderEvents events, RequestKeys keys, JdbcClient jdbc) {
        this.orders = orders;
        this.fulfilments = fulfilments;
        this.events = events;
        this.keys = keys;
        this.jdbc = jdbc;
    }

    /**
     * Takes news; the same news again change nothing.
     *
     * @return whether they were news
     * @throws InvalidInputException naming every field that is wrong
     * @throws RefusedException with code {@code order-ended}, {@code fulfilment-not-under-way} or
     *     {@code idempotency-key-reused}
     */
    @Transactional
    public boolean tell(OrderId id, News news, @Nullable IdempotencyKey key, String actor) {
        if (key != null && keys.known(key).isPresent()) {
            return false;
        }
        var order = orders.lock(id);
        var checked = check(news);
        if (key != null) {
            var ignored = keys.remember(id, key);
        }
        if (isTold(id, checked)) {
            return false;
        }
        switch (checked.kind()) {
            case ORDER_DELAYED -> {
                if (order.status().isEnd() || order.cancelRequested()) {
                    throw new RefusedException("order-ended", "The order is " + order.status() + ": nothing is late.");
                }
            }
            case OUT_FOR_DELIVERY -> underWay(id, String.valueOf(checked.data().get("fulfilmentId")));
            case REFUNDED -> {}
        }
        events.append(id, checked.kind().history, actor, checked.data(), checked.told());
        return true;
    }

    private void underWay(OrderId order, String fulfilment) {
        var found = fulfilments
                .find(new FulfilmentId(fulfilment))
                .filter(f -> f.orderId().equals(order));
        if (found.isEmpty()) {
            throw new InvalidInputException("fulfilmentId", "unknown-value", "The order has no such part.");
        }
        if (found.get().status() != FulfilmentStatus.SHIPPED) {
            throw new RefusedException(
                    "fulfilment-not-under-way",
                    "The fulfilment is " + found.get().status() + ", not on its way.");
        }
    }

    private boolean isTold(OrderId id, Checked news) {
        return jdbc.sql("""
                select exists (select 1 from order_event where order_id = :order and type = :type
                  and coalesce(data ->> 'fulfilmentId', '') = :fulfilment
                  and coalesce(data ->> 'newDate', data ->> 'reference', '') = :occurrence)""")
                .param("order", id.value())
                .param("type", news.kind().history)
                .param("fulfilment", news.data().getOrDefault("fulfilmentId", ""))
                .param(
                        "occurrence",
                        news.data().getOrDefault("newDate", news.data().getOrDefault("reference", "")))
                .query(Boolean.class)
                .single();
    }

    private static Checked check(News news) {
        var checks = new FieldChecks();
        var data = new TreeMap<String, Object>();
        var told = new TreeMap<String, String>();
        var kind = kind(checks.required("event", news.event(), 40));
        if (kind.isEmpty()) {
            checks.add("event", "unknown-value", words());
        }
        kind.ifPresent(k -> {
            switch (k) {
                case ORDER_DELAYED -> date(checks, news.newDate()).ifPresent(d -> data.put("newDate", d.toString()));
                case OUT_FOR_DELIVERY -> {
                    data.put("fulfilmentId", checks.required("fulfilmentId", news.fulfilmentId(), 64));
                    told.put("driverName", checks.required("driverName", news.driverName(), 80));
                    link(checks, "driverPhotoUrl", news.driverPhotoUrl(), told);
                    link(checks, "liveUrl", news.liveUrl(), told);
                }
                case REFUNDED -> {
                    data.put("reference", checks.required("reference", news.reference(), 80));
                    amount(checks, news.amount()).ifPresent(m -> data.put("amount", m.toString()));
                }
            }
        });
        checks.orThrow();
        return new Checked(kind.orElseThrow(), data, told);
    }

    private static Optional<Kind> kind(String word) {
        return Arrays.stream(Kind.values()).filter(k -> k.word.equals(word)).findFirst();
    }

    private static String words() {
        return Arrays.stream(Kind.values()).map(k -> k.word).collect(Collectors.joining(", ", "One of ", "."));
    }

    private static Optional<LocalDate> date(FieldChecks checks, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            checks.add("newDate", "malformed", "Write the day as 2026-11-24.");
            return Optional.empty();
        }
    }

    private static void link(FieldChecks checks, String field, @Nullable String link, Map<String, String> told) {
        if (link == null) {
            return;
        }
        try {
            if (link.length() <= 300 && "https".equals(URI.create(link).getScheme())) {
                told.put(field, link);
                return;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        checks.add(field, "malformed", "An address that begins with https://, of at most 300 characters.");
    }

    private static Optional<Money> amount(FieldChecks checks, @Nullable MoneyRequest given) {
        try {
            if (given != null && given.amount() != null && given.currency() != null) {
                var amount = Money.parse(given.amount(), Currency.getInstance(given.currency()));
                if (amount.minor() > 0) {
                    return Optional.of(amount);
                }
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        checks.add("amount", given == null ? "required" : "malformed", "More than nothing, e.g. 12.30 USD.");
        return Optional.empty();
    }
}
