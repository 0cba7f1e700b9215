package org.baton.app.documents;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.baton.app.documents.PdfSheet.Column;

/** What is to be taken from which bin, in the order of one walk. */
final class Picklist {

    private static final List<Column> COLUMNS = List.of(
            new Column("Aisle", 60),
            new Column("Bin", 80),
            new Column("Item", PdfSheet.WIDTH - 260),
            new Column("Quantity", 60),
            new Column("Picked", 60));

    private Picklist() {}

    static byte[] of(Paper paper) {
        var number = paper.order().channelOrderNumber();
        try (var sheet = new PdfSheet("Picklist " + number)) {
            sheet.code(paper.fulfilment().id().value());
            sheet.heading("Picklist " + number);
            sheet.line(
                    12,
                    paper.node().name() + "  ·  " + method(paper.fulfilment().method()));
            sheet.note(paper.fulfilment().id().value());
            sheet.space(34);
            sheet.titles(COLUMNS);
            paper.items().stream()
                    .sorted(Comparator.comparing(Paper.Item::walk))
                    .forEach(item -> sheet.row(
                            COLUMNS,
                            List.of(
                                    item.where(item.aisle()),
                                    item.where(item.bin()),
                                    item.title(),
                                    String.valueOf(item.quantity()),
                                    "____"),
                            List.of("", "", item.codes(), "", "")));
            return sheet.bytes();
        }
    }

    /** SHIP_FROM_STORE as a person says it. */
    private static String method(String method) {
        return method.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
