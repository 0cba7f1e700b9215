package org.baton.domain.inventory;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.Saved;
import org.baton.domain.common.Sku;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is sold. */
@Service
public class Products {

    private static final Set<String> HANDLING = Set.of("ordinary", "fragile", "cold", "oversized", "hazardous");

    private final JdbcAggregateTemplate aggregates;
    private final JdbcClient jdbc;

    Products(JdbcAggregateTemplate aggregates, JdbcClient jdbc) {
        this.aggregates = aggregates;
        this.jdbc = jdbc;
    }

    public Optional<Product> find(Sku sku) {
        return Optional.ofNullable(aggregates.findById(sku.value(), Product.class));
    }

    public List<Product> find(Collection<Sku> skus) {
        return aggregates.findAllById(skus.stream().map(Sku::value).toList(), Product.class);
    }

    /** Those of the SKUs that no product has. */
    public Set<Sku> unknown(Collection<Sku> skus) {
        return jdbc.sql("""
                select asked.sku from unnest(:skus) as asked(sku)
                where not exists (select from product p where p.sku = asked.sku)""")
                .param("skus", skus.stream().map(Sku::value).toArray(String[]::new))
                .query((rs, n) -> new Sku(rs.getString("sku")))
                .set();
    }

    /**
     * Creates or changes a product.
     *
     * @throws org.baton.domain.common.InvalidInputException naming every field that is wrong
     */
    @Transactional
    public Saved save(ProductRequest request) {
        var product = validate(request);
        var before = aggregates.findById(product.skuText(), Product.class);
        if (product.equals(before)) {
            return Saved.UNCHANGED;
        }
        if (before == null) {
            var ignored = aggregates.insert(product);
        } else {
            var ignored = aggregates.update(product);
        }
        return before == null ? Saved.CREATED : Saved.CHANGED;
    }

    private Product validate(ProductRequest request) {
        var checks = new FieldChecks();
        var sku = checks.required("sku", request.sku(), Sku.MAX_LENGTH);
        var name = checks.required("name", request.name(), 200);
        var gtin = checks.optional("gtin", request.gtin(), 14);
        if (gtin != null && !Gtin.isValid(gtin)) {
            checks.add("gtin", "malformed", "Not a GTIN, UPC or EAN: its check digit does not fit.");
        } else if (gtin != null && gtinTaken(gtin, sku)) {
            checks.add("gtin", "duplicate", "Another product has this GTIN.");
        }
        if (request.weightGrams() != null) {
            checks.range("weightGrams", request.weightGrams(), 0, 10_000_000);
        }
        var handling = Objects.requireNonNullElse(checks.optional("handling", request.handling(), 20), "ordinary");
        if (!HANDLING.contains(handling)) {
            checks.add("handling", "unknown-value", "One of ordinary, fragile, cold, oversized, hazardous.");
        }
        var category = checks.optional("category", request.category(), 80);
        checks.orThrow();
        return new Product(sku, name, gtin, request.weightGrams(), category, handling);
    }

    private boolean gtinTaken(String gtin, String sku) {
        return jdbc.sql("select exists (select from product where gtin = ? and sku <> ?)")
                .params(gtin, sku)
                .query(Boolean.class)
                .single();
    }
}
