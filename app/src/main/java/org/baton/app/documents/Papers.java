package org.baton.app.documents;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.fulfilment.CarrierGateway.LabelFormat;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.fulfilment.ShippingLabels;
import org.baton.domain.fulfilment.Waves;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.inventory.Product;
import org.baton.domain.inventory.Products;
import org.baton.domain.inventory.Stock;
import org.baton.domain.inventory.StockView;
import org.baton.domain.order.OrderBook;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Service;

/** Makes the papers of a fulfilment when they are asked for, from what is true then. */
@Service
public class Papers {

    /** What a label printer of Zebra takes; there is no registered type. */
    private static final MediaType ZPL = MediaType.parseMediaType("application/vnd.zebra-zpl");

    /** A paper. */
    public record Document(MediaType type, String fileName, byte[] bytes) {}

    private final FulfilmentBook fulfilments;
    private final OrderBook orders;
    private final Nodes nodes;
    private final Products products;
    private final StockView stock;
    private final ShippingLabels labels;

    Papers(
            FulfilmentBook fulfilments,
            OrderBook orders,
            Nodes nodes,
            Products products,
            StockView stock,
            ShippingLabels labels) {
        this.fulfilments = fulfilments;
        this.orders = orders;
        this.nodes = nodes;
        this.products = products;
        this.stock = stock;
        this.labels = labels;
    }

    /** The papers that a fulfilment has now, by their names. */
    public static List<String> of(Fulfilment fulfilment) {
        return fulfilment.trackingNumber() == null
                ? List.of("picklist", "packing-slip")
                : List.of("picklist", "packing-slip", "label", "return-label");
    }

    /**
     * Makes a paper.
     *
     * @param format counts for labels; the other papers are always PDF
     * @throws NotFoundException if there is no paper of that name
     * @throws org.baton.domain.common.RefusedException with code {@code no-label} while the parcel has none
     */
    public Document make(FulfilmentId id, String kind, LabelFormat format) {
        return switch (kind) {
            case "picklist" -> pdf(id, kind, Picklist.of(paper(id)));
            case "packing-slip" -> pdf(id, kind, PackingSlip.of(paper(id)));
            case "label" -> label(id, kind, format, labels.print(id, format));
            case "return-label" -> label(id, kind, format, labels.printReturn(id, format));
            default -> throw new NotFoundException("document", kind);
        };
    }

    /** Makes the picklist of a walk: from bin to bin, with the slot that each item goes into. */
    public Document make(Waves.Wave wave) {
        var skus = wave.stops().stream().map(Waves.Stop::sku).collect(Collectors.toSet());
        var known = products.find(skus).stream().collect(Collectors.toMap(Product::sku, Function.identity()));
        var numbers = fulfilments
                .find(wave.parts().stream().map(Waves.Part::fulfilment).toList())
                .stream()
                .collect(Collectors.toMap(
                        Fulfilment::id, f -> orders.get(f.orderId()).channelOrderNumber()));
        var bytes = WalkList.of(nodes.get(wave.node()), wave, known, numbers);
        return new Document(MediaType.APPLICATION_PDF, "picklist-" + wave.id() + ".pdf", bytes);
    }

    private static Document pdf(FulfilmentId id, String kind, byte[] bytes) {
        return new Document(MediaType.APPLICATION_PDF, kind + "-" + id.value() + ".pdf", bytes);
    }

    private static Document label(FulfilmentId id, String kind, LabelFormat format, byte[] bytes) {
        return format == LabelFormat.PDF
                ? pdf(id, kind, bytes)
                : new Document(ZPL, kind + "-" + id.value() + ".zpl", bytes);
    }

    private Paper paper(FulfilmentId id) {
        var fulfilment = fulfilments.get(id);
        var skus =
                fulfilment.lines().stream().map(Fulfilment.FulfilmentLine::sku).collect(Collectors.toSet());
        var known = products.find(skus).stream().collect(Collectors.toMap(Product::sku, Function.identity()));
        var places = stock.at(List.of(fulfilment.node()), skus).stream()
                .collect(Collectors.toMap(Stock::sku, Function.identity()));
        var items = fulfilment.lines().stream()
                .filter(line -> line.quantity() > 0)
                .map(line -> {
                    var product = known.get(line.sku());
                    var place = places.get(line.sku());
                    return new Paper.Item(
                            line.sku().value(),
                            product == null ? null : product.name(),
                            product == null ? null : product.gtin(),
                            line.quantity(),
                            place == null ? null : place.aisle(),
                            place == null ? null : place.bin());
                })
                .toList();
        return new Paper(nodes.get(fulfilment.node()), orders.get(fulfilment.orderId()), fulfilment, items);
    }
}
