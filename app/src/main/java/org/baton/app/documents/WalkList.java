package org.baton.app.documents;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.baton.app.documents.PdfSheet.Column;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.Sku;
import org.baton.domain.fulfilment.Waves;
import org.baton.domain.inventory.Node;
import org.baton.domain.inventory.Product;

/** What is taken from which bin for several orders in one walk, and into which slot of the cart it goes. */
final class WalkList {

    private static final List<Column> COLUMNS = List.of(
            new Column("Aisle", 60),
            new Column("Bin", 80),
            new Column("Item", PdfSheet.WIDTH - 290),
            new Column("Quantity", 60),
            new Column("Slot: quantity", 90));

    private WalkList() {}

    static byte[] of(Node node, Waves.Wave wave, Map<Sku, Product> products, Map<FulfilmentId, String> numbers) {
        try (var sheet = new PdfSheet("Picklist of a walk")) {
            sheet.code(wave.id());
            sheet.heading("One walk for " + wave.parts().size() + " orders");
            sheet.line(12, node.name() + "  ·  " + wave.actor());
            sheet.note(wave.id());
            sheet.space(34);
            for (var part : wave.parts()) {
                sheet.line(12, "Slot " + part.slot() + "   " + numbers.getOrDefault(part.fulfilment(), ""));
            }
            sheet.titles(COLUMNS);
            for (var stop : wave.stops()) {
                var product = products.get(stop.sku());
                var gtin = product == null ? null : product.gtin();
                sheet.row(
                        COLUMNS,
                        List.of(
                                stop.aisle() == null ? "–" : stop.aisle(),
                                stop.bin() == null ? "–" : stop.bin(),
                                product == null ? stop.sku().value() : product.name(),
                                String.valueOf(stop.units()),
                                stop.slots().stream()
                                        .map(slot -> slot.slot() + ": " + slot.units())
                                        .collect(Collectors.joining("   "))),
                        List.of("", "", stop.sku().value() + (gtin == null ? "" : "   " + gtin), "", ""));
            }
            return sheet.bytes();
        }
    }
}
