package org.baton.app.api.order;

import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.baton.app.access.Caller;
import org.baton.app.api.fulfilment.FulfilmentView;
import org.baton.app.api.order.OrderView.AddressView;
import org.baton.app.api.order.OrderView.CustomerView;
import org.baton.app.api.order.OrderView.DeliveryView;
import org.baton.app.api.order.OrderView.LineView;
import org.baton.app.api.order.OrderView.PaymentMethodView;
import org.baton.app.api.order.OrderView.PaymentView;
import org.baton.app.api.order.OrderView.TotalsView;
import org.baton.app.api.web.MoneyView;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.order.Customer;
import org.baton.domain.order.Delivery;
import org.baton.domain.order.Order;
import org.baton.domain.order.OrderLine;
import org.baton.domain.payment.PaymentBook;
import org.baton.domain.payment.PaymentEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers the whole truth about an order for one answer, without what the caller may not see. */
@Component
public class OrderMapper {

    private final FulfilmentBook fulfilments;
    private final PaymentBook payments;

    OrderMapper(FulfilmentBook fulfilments, PaymentBook payments) {
        this.fulfilments = fulfilments;
        this.payments = payments;
    }

    public OrderView view(Order order, Caller caller) {
        return view(order, fulfilments.of(order.id()), payments.of(order.id()), caller);
    }

    /** Of an order that was accepted just now, of which nothing else is known yet. */
    OrderView accepted(Order order, Caller caller) {
        return view(order, List.of(), List.of(), caller);
    }

    private static OrderView view(Order order, List<Fulfilment> parts, List<PaymentEntry> paid, Caller caller) {
        var hold = order.holdReason();
        var instance = order.processInstanceKey();
        return new OrderView(
                order.idText(),
                order.channel(),
                order.channelOrderNumber(),
                order.status().name(),
                hold == null ? null : hold.name(),
                order.cancelReason(),
                order.cancelRequestedAt(),
                order.placedAt(),
                order.acceptedAt(),
                order.completedAt(),
                customer(order.customer(), caller.maySeeCustomers()),
                delivery(order.delivery(), caller.maySeeCustomers()),
                lines(order, parts),
                MoneyView.of(order.shipping()),
                new PaymentMethodView(order.paymentMethod()),
                parts.stream().map(part -> FulfilmentView.of(part, caller)).toList(),
                paid.stream().map(OrderMapper::payment).toList(),
                new TotalsView(
                        MoneyView.of(order.goods()), MoneyView.of(order.shipping()), MoneyView.of(order.total())),
                instance == null ? null : instance.toString(),
                order.version());
    }

    private static CustomerView customer(Customer customer, boolean personal) {
        return new CustomerView(
                customer.id(),
                personal ? customer.name() : null,
                personal ? customer.email() : null,
                personal ? customer.phone() : null,
                customer.language(),
                customer.consents(),
                customer.tier());
    }

    private static DeliveryView delivery(Delivery delivery, boolean personal) {
        var address = new AddressView(
                personal ? delivery.line1() : null,
                delivery.city(),
                delivery.region(),
                delivery.postalCode(),
                delivery.country());
        var known = delivery.line1() != null || delivery.postalCode() != null;
        return new DeliveryView(delivery.option(), delivery.node(), delivery.requestedOn(), known ? address : null);
    }

    private static List<LineView> lines(Order order, List<Fulfilment> parts) {
        return new TreeMap<>(order.lines())
                .entrySet().stream()
                        .map(line -> line(order, line.getKey(), line.getValue(), newest(line.getKey(), parts)))
                        .toList();
    }

    private static LineView line(Order order, int number, OrderLine line, @Nullable String fulfilmentId) {
        return new LineView(
                number,
                line.skuText(),
                line.quantity(),
                line.status().name(),
                fulfilmentId,
                line.allocated(),
                line.fulfilled(),
                line.cancelled(),
                MoneyView.of(order.money(line.unitPriceMinor())),
                MoneyView.of(order.money(line.discountMinor())),
                MoneyView.of(order.money(line.taxMinor())));
    }

    private static @Nullable String newest(int lineNumber, List<Fulfilment> parts) {
        return parts.reversed().stream()
                .filter(part ->
                        part.lines().stream().anyMatch(line -> line.lineNumber() == lineNumber && line.quantity() > 0))
                .map(part -> part.id().value())
                .findFirst()
                .orElse(null);
    }

    private static PaymentView payment(PaymentEntry entry) {
        return new PaymentView(
                entry.key(),
                entry.kind().name(),
                entry.status().name(),
                MoneyView.of(entry.amount()),
                Objects.toString(entry.fulfilmentId(), null),
                entry.providerReference(),
                entry.reason(),
                entry.createdAt());
    }
}
