package org.baton.app.api.inventory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.Saved;
import org.baton.domain.inventory.Product;
import org.baton.domain.inventory.ProductRequest;
import org.baton.domain.inventory.Products;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Products")
@RestController
@RequestMapping("/api/v1/products")
class ProductController {

    /** A product as the API shows it; weightGrams of one unit, packed. */
    record ProductView(
            String sku,
            String name,
            @Nullable String gtin,
            @Nullable Integer weightGrams,
            @Nullable String category,
            String handling) {

        static ProductView of(Product product) {
            return new ProductView(
                    product.skuText(),
                    product.name(),
                    product.gtin(),
                    product.weightGrams(),
                    product.category(),
                    product.handling());
        }
    }

    private final Products products;

    ProductController(Products products) {
        this.products = products;
    }

    @Operation(summary = "Create or change a product")
    @PutMapping("/{sku}")
    ResponseEntity<ProductView> save(@PathVariable String sku, @RequestBody ProductRequest request) {
        if (request.sku() != null && !request.sku().strip().equals(sku)) {
            throw new InvalidInputException("sku", "mismatch", "The address names another product.");
        }
        var saved = products.save(new ProductRequest(
                sku, request.name(), request.gtin(), request.weightGrams(), request.category(), request.handling()));
        return ResponseEntity.status(saved == Saved.CREATED ? HttpStatus.CREATED : HttpStatus.OK)
                .body(get(sku));
    }

    @Operation(summary = "A product")
    @GetMapping("/{sku}")
    ProductView get(@PathVariable String sku) {
        return products.find(QueryChecks.pathSku(sku))
                .map(ProductView::of)
                .orElseThrow(() -> new NotFoundException("product", sku));
    }
}
