package org.baton.domain.notification;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.RoundTrip;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.notification.CadenceBook.Known;
import org.baton.domain.notification.CadenceRules.Planned;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.Notification.Plan;
import org.baton.domain.notification.Notification.SentBy;
import org.baton.domain.notification.Notification.State;
import org.baton.domain.notification.Notification.Status;
import org.baton.domain.notification.Notification.Words;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderBook;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
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
            return subject() + "/" + name + suffix();
        }

        String key(String template, Channel channel) {
            return subject() + "/" + template + suffix() + "/" + channel.text();
        }

        /** The part of the order that it is about; null for all of it. */
        @Nullable
        String part() {
            return fulfilment == null ? null : fulfilment.value();
        }

        private String subject() {
            return fulfilment == null ? order.value() : fulfilment.value();
        }

        private String suffix() {
            return occurrence.isEmpty() ? "" : ":" + occurrence;
        }
    }

    /** An order as planning looks at it: with its parts, and with what was planned before. */
    record Seen(Order order, List<Fulfilment> parts, List<Known> known) {

        /** @throws NotFoundException if the order has no such part */
        private @Nullable Fulfilment part(@Nullable FulfilmentId id) {
            return id == null
                    ? null
                    : parts.stream()
                            .filter(part -> part.id().equals(id))
                            .findFirst()
                            .orElseThrow(() -> new NotFoundException("fulfilment", id));
        }
    }

    private final OrderBook orders;
    private final FulfilmentBook fulfilments;
    private final Consents consents;
    private final CustomerClock customers;
    private final CadenceRules rules;
    private final CadenceBook book;
    private final CadenceMessages messages;
    private final Wording wording;
    private final JdbcTemplate database;
    private final Clock clock;

    Cadence(
            OrderBook orders,
            FulfilmentBook fulfilments,
            Consents consents,
            CustomerClock customers,
            CadenceRules rules,
            CadenceBook book,
            CadenceMessages messages,
            Wording wording,
            JdbcTemplate database,
            Clock clock) {
        this.orders = orders;
        this.fulfilments = fulfilments;
        this.consents = consents;
        this.customers = customers;
        this.rules = rules;
        this.book = book;
        this.messages = messages;
        this.wording = wording;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Plans the messages of an event; a repeated event plans nothing new. What is planned to be sent at once is leased to
     * the caller: nobody else sends it before the lease has run out.
     *
     * @param now who sends what is due at once
     * @return the event's messages that are due at once, whether they are planned now or were before
     */
    @Transactional
    public List<DueMessage> plan(Event event, SentBy now) {
        var trip = new RoundTrip(database);
        var seen = look(trip, event.order());
        trip.go();
        return plan(event, seen.get(), now);
    }

    /**
     * Reads what planning needs, on a way to the database together with something else.
     *
     * @throws NotFoundException when asked for what was seen, if there is no such order
     */
    Supplier<Seen> look(RoundTrip trip, OrderId id) {
        var order = orders.find(trip, id);
        var parts = fulfilments.of(trip, id);
        var known = book.known(trip, id);
        return () ->
                new Seen(order.get().orElseThrow(() -> new NotFoundException("order", id)), parts.get(), known.get());
    }

    /** Plans as {@link #plan(Event, SentBy)} does, for who has looked at the order already. */
    @Transactional
    public List<DueMessage> plan(Event event, Seen seen, SentBy now) {
        var order = seen.order();
        var known = seen.known();
        var fulfilment = seen.part(event.fulfilment());
        if (known.stream().anyMatch(message -> message.isStoppedBy(event.name()))) {
            book.stop(order.id(), event.part(), event.name()).forEach(messages::stopped);
        }
        var before = known.stream()
                .filter(message -> event.cadenceId().equals(message.cadence()))
                .toList();
        if (!before.isEmpty()) {
            return before.stream()
                    .filter(message -> !message.byCadence())
                    .map(message -> new DueMessage(message.key(), null))
                    .toList();
        }
        return isNoNews(event, order, fulfilment) ? List.of() : plan(event, order, fulfilment, now);
    }

    private List<DueMessage> plan(Event event, Order order, @Nullable Fulfilment fulfilment, SentBy now) {
        var zone = customers.zone(order, fulfilment);
        var language = Templates.language(order.customer().language());
        var method = fulfilment == null ? null : fulfilment.method();
        var hour = event.at().atZone(zone).getHour();
        var recipients = consents.recipients(order.customer());
        var facts = new CadenceRules.Facts(event.name(), method, recipients.keySet(), language, hour);
        var drafts = new ArrayList<Notification>();
        for (var planned : rules.messagesFor(facts)) {
            var to = recipients.get(planned.channel());
            if (to != null) {
                var message = draft(event, planned, language, due(planned, event.at(), zone), now);
                drafts.add(isLeftToCadence(message) ? message : leased(message, to, order, fulfilment));
            }
        }
        return write(event, drafts);
    }

    /** Who plans what is due at once sends it, too: written as leased, it costs no update before the provider is asked. */
    private Notification leased(Notification message, String to, Order order, @Nullable Fulfilment fulfilment) {
        try {
            return message.leased(wording.letter(message, to, order, fulfilment));
        } catch (RuntimeException e) {
            // The event's other messages are planned all the same; that this one has no words is told by who sends it.
            return message;
        }
    }

    private List<DueMessage> write(Event event, List<Notification> drafts) {
        var written = book.plan(drafts);
        drafts.stream()
                .filter(message -> isLeftToCadence(message) && written.contains(message.key()))
                .map(message -> message.plan().dueAt())
                .min(Comparator.naturalOrder())
                .ifPresent(due -> messages.scheduled(event.order(), event.cadenceId(), due));
        return drafts.stream()
                .filter(message -> !isLeftToCadence(message))
                .map(message -> new DueMessage(message.key(), written.contains(message.key()) ? message : null))
                .toList();
    }

    private static boolean isLeftToCadence(Notification message) {
        return message.plan().sentBy() == SentBy.CADENCE;
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
                event.part(),
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
        var now = clock.instant();
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
                List.of(new State(now, Status.SCHEDULED, plan.because())),
                now);
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
            var due = quiet == null || !disturbs(channel)
                    ? now
                    : quiet.shift(now, customers.zone(order, fulfilment(failed)));
            var key = failed.key().substring(0, failed.key().lastIndexOf('/') + 1) + channel.text();
            var left = plan.fallback().stream().filter(c -> c != channel).toList();
            var ignored = book.plan(List.of(draft(
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
                            plan.facts()))));
        });
    }

    private @Nullable Fulfilment fulfilment(Notification n) {
        return n.fulfilmentId() == null ? null : fulfilments.get(new FulfilmentId(n.fulfilmentId()));
    }
}
