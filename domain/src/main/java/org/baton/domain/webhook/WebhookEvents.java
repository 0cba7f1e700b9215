package org.baton.domain.webhook;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.Ids;
import org.baton.domain.common.Json;
import org.baton.domain.inventory.StockSignal;
import org.baton.domain.inventory.StockSignals;
import org.baton.domain.order.OrderEvents.Appended;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes down what happens, with the change itself, for the endpoints that want to hear of it. Nothing is written where
 * nobody does.
 */
@Repository
public class WebhookEvents {

    /** Published when deliveries were written, so that who sends them need not wait for the next look. */
    public record Written() {}

    /**
     * Something that happened.
     *
     * @param subject what it happened to: an order's id, {@code node/sku} of stock
     * @param data a few ids and numbers; nothing personal, and no free text
     */
    public record Happening(EventType type, String subject, Instant at, Map<String, ?> data) {}

    /** What of an order's history leaves Baton: ids alone. Who needs more reads the order. */
    private static final List<String> TOLD = List.of("fulfilmentId", "node", "method", "sku", "units");

    private final EndpointBook endpoints;
    private final JdbcClient jdbc;
    private final Json json;
    private final Clock clock;
    private final ApplicationEventPublisher relays;

    WebhookEvents(EndpointBook endpoints, JdbcClient jdbc, Json json, Clock clock, ApplicationEventPublisher relays) {
        this.endpoints = endpoints;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.relays = relays;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void heard(StockSignals.Told told) {
        publish(told.signals().stream().map(WebhookEvents::happening).toList());
    }

    private static Happening happening(StockSignal signal) {
        var type = switch (signal.type()) {
            case LOW_STOCK -> EventType.STOCK_LOW;
            case OUT_OF_STOCK -> EventType.STOCK_OUT;
            case BACK_IN_STOCK -> EventType.STOCK_BACK;
            case OVERSOLD -> EventType.STOCK_OVERSOLD;
            case MISCOUNTED -> EventType.STOCK_MISCOUNTED;
        };
        var node = signal.at().node().value();
        var sku = signal.at().sku().value();
        var data = new LinkedHashMap<String, Object>();
        data.put("signalId", signal.id());
        data.put("node", node);
        data.put("sku", sku);
        data.put("units", signal.units());
        return new Happening(type, node + "/" + sku, signal.time(), data);
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void heard(Appended event) {
        EventType.ofHistory(event.type()).ifPresent(type -> {
            var data = new LinkedHashMap<String, Object>();
            data.put("orderId", event.order().value());
            TOLD.forEach(name -> {
                var value = event.data().get(name);
                if (value != null) {
                    data.put(name, value);
                }
            });
            publish(List.of(new Happening(type, event.order().value(), clock.instant(), data)));
        });
    }

    /** Writes events into the caller's transaction, and a delivery for each endpoint that wants them. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publish(List<Happening> happenings) {
        var open = endpoints.enabled();
        if (open.isEmpty()) {
            return;
        }
        var wanted = happenings.stream()
                .filter(h -> open.stream().anyMatch(e -> e.wants(h.type())))
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        var ids = write(wanted);
        var toEndpoints = new ArrayList<String>();
        var ofEvents = new ArrayList<String>();
        for (int i = 0; i < wanted.size(); i++) {
            for (var endpoint : open) {
                if (endpoint.wants(wanted.get(i).type())) {
                    toEndpoints.add(endpoint.id());
                    ofEvents.add(ids.get(i));
                }
            }
        }
        deliver(toEndpoints, ofEvents);
    }

    /**
     * Writes an event for one endpoint alone, whatever it asked for.
     *
     * @return the event's id
     */
    @Transactional(propagation = Propagation.MANDATORY)
    String publishTo(WebhookEndpoint endpoint, Happening happening) {
        var id = write(List.of(happening)).getFirst();
        deliver(List.of(endpoint.id()), List.of(id));
        return id;
    }

    private List<String> write(List<Happening> happenings) {
        var ids = happenings.stream().map(h -> Ids.next("evt_", clock::millis)).toList();
        jdbc.sql("""
                insert into webhook_event (id, type, subject, at, data)
                select w.id, w.type, w.subject, w.at, w.data::json
                from unnest(:ids, :types, :subjects, :times::timestamptz[], :data) as w(id, type, subject, at, data)""")
                .param("ids", ids.toArray(String[]::new))
                .param("types", happenings.stream().map(h -> h.type().text()).toArray(String[]::new))
                .param("subjects", happenings.stream().map(Happening::subject).toArray(String[]::new))
                .param("times", happenings.stream().map(h -> h.at().toString()).toArray(String[]::new))
                .param(
                        "data",
                        happenings.stream().map(h -> json.write(h.data())).toArray(String[]::new))
                .update();
        return ids;
    }

    private void deliver(List<String> toEndpoints, List<String> events) {
        jdbc.sql("""
                insert into webhook_delivery (endpoint_id, event_id, status, due_at)
                select w.endpoint, w.event, 'WAITING', :now from unnest(:endpoints, :events) as w(endpoint, event)""")
                .param("endpoints", toEndpoints.toArray(String[]::new))
                .param("events", events.toArray(String[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        relays.publishEvent(new Written());
    }
}
