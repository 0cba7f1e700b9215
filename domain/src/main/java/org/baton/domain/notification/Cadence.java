package org.baton.domain.notification;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.inventory.Node;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.notification.CadenceRules.Planned;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.Notification.Plan;
import org.baton.domain.notification.Notification.SentBy;
import org.baton.domain.notification.Notification.Status;
import org.baton.domain.notification.Notification.Words;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Turns an event of an order into messages by the rules: stops what it makes pointless, plans what it brings, and asks
 * for a process with a timer where something is to be sent later.
 */
@Service
class Cadence {

    /**
     * Something that customers hear of.
     *
     * @param name e.g. {@code ready-for-pickup}
     * @param occurrence tells apart what may happen to one order more than once; empty for what happens once
     * @param facts what the templates may name besides the order's own values
     */
    record Event(
            OrderId order,
            @Nullable FulfilmentId fulfilment,
            String name,
            String occurrence,
            Map<String, String> facts,
            Instant at) {

        String cadenceId() {
            return (fulfilment == null ? order.value() : fulfilment.value()) + "/" + name + suffix();
        }

        String key(String template, Channel channel) {
            var subject = fulfilment == null ? order.value() : fulfilment.value();
            return subject + "/" + template + suffix() + "/" + channel.text();
        }

        private String suffix() {
            return occurrence.isEmpty() ? "" : ":" + occurrence;
        }
    }

    private final OrderBook orders;
    private final FulfilmentBook fulfilments;
    private final Nodes nodes;
    private final Consents consents;
    private final TimeZones zones;
    private final CadenceRules rules;
    private final NotificationBook book;
    private final CadenceMessages messages;
    private final NotificationSettings settings;
    private final Clock clock;

    Cadence(
            OrderBook orders,
            FulfilmentBook fulfilments,
            Nodes nodes,
            Consents consents,
            TimeZones zones,
            CadenceRules rules,
            NotificationBook book,
            CadenceMessages messages,
            NotificationSettings settings,
            Clock clock) {
        this.orders = orders;
        this.fulfilments = fulfilments;
        this.nodes = nodes;
        this.consents = consents;
        this.zones = zones;
        this.rules = rules;
        this.book = book;
        this.messages = messages;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Plans the messages of an event; a repeated event plans nothing new.
     *
     * @param now who sends what is due at once
     * @return keys of the event's messages that are due at once, whether they are planned now or were before
     */
    @Transactional
    public List<String> plan(Event event, SentBy now) {
        var order = orders.get(event.order());
        var fulfilment = event.fulfilment() == null ? null : fulfilments.get(event.fulfilment());
        book.stop(
                        order.id(),
                        event.fulfilment() == null ? null : event.fulfilment().value(),
                        event.name())
                .forEach(messages::stopped);
        var before = book.planned(order.id(), event.cadenceId());
        if (before.isPresent()) {
            return before.get();
        }
        if (isNoNews(event, order, fulfilment)) {
            return List.of();
        }
        var zone = zone(order, fulfilment);
        var language = Templates.language(order.customer().language());
        var method = fulfilment == null ? null : fulfilment.method();
        var hour = event.at().atZone(zone).getHour();
        var allowed = consents.recipients(order.customer()).keySet();
        var dueNow = new ArrayList<String>();
        var later = false;
        for (var planned : rules.messagesFor(new CadenceRules.Facts(event.name(), method, allowed, language, hour))) {
            var draft = draft(event, planned, language, due(planned, event.at(), zone), now);
            var written = allowed.contains(planned.channel()) && book.plan(draft);
            if (draft.plan().sentBy() != SentBy.CADENCE) {
                dueNow.add(draft.key());
            } else {
                later |= written;
            }
        }
        if (later) {
            book.nextDue(event.cadenceId()).ifPresent(due -> messages.scheduled(order.id(), event.cadenceId(), due));
        }
        return dueNow;
    }

    /** An allocation is news only where the customer would go to the wrong store. */
    private static boolean isNoNews(Event event, Order order, @Nullable Fulfilment fulfilment) {
        return event.name().equals("store-changed")
                && (fulfilment == null
                        || fulfilment.node().equals(order.delivery().chosenNode()));
    }

    private static Instant due(Planned planned, Instant happened, ZoneId zone) {
        var due = happened.plus(planned.delay());
        var quiet = planned.quiet();
        return quiet == null || !disturbs(planned.channel()) ? due : quiet.shift(due, zone);
    }

    private static boolean disturbs(Channel channel) {
        return channel == Channel.SMS || channel == Channel.PUSH;
    }

    private Notification draft(Event event, Planned planned, String language, Instant due, SentBy now) {
        return draft(
                event.order(),
                event.fulfilment() == null ? null : event.fulfilment().value(),
                event.key(planned.template(), planned.channel()),
                planned.template(),
                planned.channel(),
                language,
                new Plan(
                        event.name(),
                        event.cadenceId(),
                        due,
                        planned.stopWhen(),
                        planned.fallback(),
                        planned.quiet(),
                        due.isAfter(clock.instant()) ? SentBy.CADENCE : now,
                        planned.because(),
                        planned.rules(),
                        event.facts()));
    }

    private Notification draft(
            OrderId order,
            @Nullable String fulfilment,
            String key,
            String template,
            Channel channel,
            String language,
            Plan plan) {
        return new Notification(
                key,
                order,
                fulfilment,
                template,
                channel.name(),
                null,
                Status.SCHEDULED.name(),
                null,
                plan,
                new Words(language, null, null, null, null),
                null,
                0,
                List.of(),
                clock.instant());
    }

    /** Plans the same message for the next channel that the customer allows, because one did not reach them. */
    @Transactional
    public void fallBack(Notification failed, String reason) {
        var order = orders.get(failed.orderId());
        var allowed = consents.recipients(order.customer()).keySet();
        var plan = failed.plan();
        var next = plan.fallback().stream().filter(allowed::contains).findFirst();
        next.ifPresent(channel -> {
            var quiet = plan.quiet();
            var now = clock.instant();
            var due = quiet == null || !disturbs(channel) ? now : quiet.shift(now, zone(order, fulfilment(failed)));
            var key = failed.key().substring(0, failed.key().lastIndexOf('/') + 1) + channel.text();
            var left = plan.fallback().stream().filter(c -> c != channel).toList();
            var ignored = book.plan(draft(
                    order.id(),
                    failed.fulfilmentId(),
                    key,
                    failed.message(),
                    channel,
                    Templates.language(order.customer().language()),
                    new Plan(
                            plan.event(),
                            plan.cadenceId(),
                            due,
                            plan.stopWhen(),
                            left,
                            quiet,
                            SentBy.RELAY,
                            "instead of " + failed.by().text() + ": " + reason,
                            plan.rules(),
                            plan.facts())));
        });
    }

    private @Nullable Fulfilment fulfilment(Notification n) {
        return n.fulfilmentId() == null ? null : fulfilments.get(new FulfilmentId(n.fulfilmentId()));
    }

    /** The customer's clock: by the address, or by the store that they go to. */
    private ZoneId zone(Order order, @Nullable Fulfilment fulfilment) {
        return zones.of(order.delivery().postalCode())
                .or(() -> store(order, fulfilment).map(node -> ZoneId.of(node.timeZone())))
                .orElse(settings.timeZone());
    }

    private Optional<Node> store(Order order, @Nullable Fulfilment fulfilment) {
        if (!order.delivery().deliveryOption().isCollected()) {
            return Optional.empty();
        }
        var chosen = fulfilment == null ? order.delivery().chosenNode() : fulfilment.node();
        return chosen == null ? Optional.empty() : nodes.find(chosen);
    }
}
