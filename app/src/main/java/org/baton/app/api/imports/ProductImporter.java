package org.baton.app.api.imports;

import java.util.List;
import org.baton.app.api.web.LineReader;
import org.baton.domain.inventory.ProductRequest;
import org.baton.domain.inventory.Products;
import org.springframework.stereotype.Component;

@Component
class ProductImporter implements Importer {

    private final Products products;
    private final Documents documents;

    ProductImporter(Products products, Documents documents) {
        this.products = products;
        this.documents = documents;
    }

    @Override
    public String kind() {
        return "products";
    }

    @Override
    public List<LineResult> take(List<LineReader.Line> lines, String actor) {
        return lines.stream().map(line -> documents.attempt(line, this::one)).toList();
    }

    private LineResult one(LineReader.Line line) {
        var request = documents.read(line, ProductRequest.class);
        return LineResult.saved(line.number(), products.save(request), request.sku());
    }
}
