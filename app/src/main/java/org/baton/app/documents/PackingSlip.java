package org.baton.app.documents;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baton.app.documents.PdfSheet.Column;
import org.baton.domain.order.Delivery;

/** What lies in the box or bag, for whom. It tells no prices: it may be a present. */
final class PackingSlip {

    private static final List<Column> COLUMNS =
            List.of(new Column("Item", PdfSheet.WIDTH - 80), new Column("Quantity", 80));

    private PackingSlip() {}

    static byte[] of(Paper paper) {
        var order = paper.order();
        try (var sheet = new PdfSheet("Packing slip " + order.channelOrderNumber())) {
            sheet.code(paper.fulfilment().id().value());
            sheet.heading("Your order " + order.channelOrderNumber());
            sheet.line(12, Objects.requireNonNullElse(order.customer().name(), ""));
            for (var line : address(order.delivery())) {
                sheet.line(12, line);
            }
            if (paper.fulfilment().pickupCode() != null) {
                sheet.line(12, "To be collected at " + paper.node().name());
            }
            sheet.space(40);
            sheet.titles(COLUMNS);
            paper.items()
                    .forEach(item -> sheet.row(
                            COLUMNS,
                            List.of(item.title(), String.valueOf(item.quantity())),
                            List.of(item.codes(), "")));
            sheet.space(12);
            if (paper.fulfilment().pickupCode() == null) {
                sheet.note("Something does not fit? Put it back into the box with the return label that lies in it.");
            }
            sheet.note("From " + paper.node().name() + ". Other items of the order may come by themselves.");
            return sheet.bytes();
        }
    }

    private static List<String> address(Delivery delivery) {
        var town = Stream.of(delivery.city(), delivery.region(), delivery.postalCode())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return Stream.of(delivery.line1(), town.isEmpty() ? null : town)
                .filter(Objects::nonNull)
                .toList();
    }
}
