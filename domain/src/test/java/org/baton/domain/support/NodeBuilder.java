package org.baton.domain.support;

import java.util.List;
import org.baton.domain.inventory.NodeRequest;

/** A store or warehouse, in downtown Chicago unless a ZIP code is given. */
public final class NodeBuilder {

    private final String id;
    private final String type;
    private String postalCode = "60606";
    private boolean active = true;

    private NodeBuilder(String id, String type) {
        this.id = id;
        this.type = type;
    }

    public static NodeBuilder aStore(String id) {
        return new NodeBuilder(id, "store");
    }

    public static NodeBuilder aWarehouse(String id) {
        return new NodeBuilder(id, "warehouse");
    }

    public NodeBuilder at(String zip) {
        postalCode = zip;
        return this;
    }

    public NodeBuilder closed() {
        active = false;
        return this;
    }

    public NodeRequest build() {
        return new NodeRequest(
                id,
                "The " + id,
                type,
                "1 Main St",
                "Chicago",
                "IL",
                postalCode,
                "US",
                null,
                null,
                null,
                null,
                null,
                List.of("curbside", "cold"),
                null,
                active);
    }
}
