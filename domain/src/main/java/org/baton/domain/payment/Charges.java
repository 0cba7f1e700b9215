package org.baton.domain.payment;

import java.util.HashMap;
import java.util.List;
import org.baton.domain.common.Money;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.Fulfilment.FulfilmentLine;
import org.baton.domain.order.Order;
import org.baton.domain.payment.PaymentEntry.Kind;

/** Works out what a fulfilment costs, so that the fulfilments of an order add up to the order to the cent. */
final class Charges {

    private Charges() {}

    /**
     * What one fulfilment costs: its units of every line, behind those that were charged before, and shipping if
     * nothing was charged before.
     */
    static Money of(Order order, Fulfilment fulfilment, List<Fulfilment> all, List<PaymentEntry> entries) {
        var charged = entries.stream()
                .filter(e -> e.kind() == Kind.CAPTURE && !fulfilment.id().equals(e.fulfilmentId()))
                .map(PaymentEntry::fulfilmentId)
                .toList();
        var before = new HashMap<Integer, Integer>();
        all.stream()
                .filter(f -> charged.contains(f.id()))
                .flatMap(f -> f.lines().stream())
                .forEach(line -> before.merge(line.lineNumber(), line.quantity(), Integer::sum));
        var goods = fulfilment.lines().stream()
                .mapToLong(line -> part(order, line, before.getOrDefault(line.lineNumber(), 0)))
                .sum();
        return order.money(charged.isEmpty() ? goods + order.shippingMinor() : goods);
    }

    private static long part(Order order, FulfilmentLine line, int before) {
        var ordered = order.lines().get(line.lineNumber());
        return ordered == null ? 0 : ordered.partMinor(before, line.quantity());
    }
}
