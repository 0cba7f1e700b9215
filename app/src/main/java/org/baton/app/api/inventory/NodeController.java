package org.baton.app.api.inventory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.Saved;
import org.baton.domain.inventory.NodeRequest;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.inventory.Nodes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Nodes", description = "Stores and warehouses")
@RestController
@RequestMapping("/api/v1/nodes")
class NodeController {

    private final Nodes nodes;
    private final NodeList list;

    NodeController(Nodes nodes, NodeList list) {
        this.nodes = nodes;
        this.list = list;
    }

    @Operation(summary = "Create or change a node; without latitude and longitude the middle of its ZIP code is taken")
    @PutMapping("/{id}")
    ResponseEntity<NodeView> save(@PathVariable String id, @RequestBody NodeRequest request) {
        if (request.id() != null && !request.id().strip().equals(id)) {
            throw new InvalidInputException("id", "mismatch", "The address names another node.");
        }
        var saved = nodes.save(withId(request, id));
        return ResponseEntity.status(saved == Saved.CREATED ? HttpStatus.CREATED : HttpStatus.OK)
                .body(get(id));
    }

    private static NodeRequest withId(NodeRequest r, String id) {
        return new NodeRequest(
                id,
                r.name(),
                r.type(),
                r.line1(),
                r.city(),
                r.region(),
                r.postalCode(),
                r.country(),
                r.latitude(),
                r.longitude(),
                r.timeZone(),
                r.openingHours(),
                r.phone(),
                r.capabilities(),
                r.dailyCapacity(),
                r.active());
    }

    @Operation(summary = "A node")
    @GetMapping("/{id}")
    NodeView get(@PathVariable String id) {
        return NodeView.of(nodes.get(QueryChecks.pathNode(id)), null);
    }

    @Operation(summary = "List nodes: all by id, or the active ones near a ZIP code or a point, nearest first")
    @GetMapping
    Page<NodeView> find(
            @RequestParam(required = false) @Nullable String near,
            @RequestParam(required = false) @Nullable String radiusMiles,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var wanted = QueryChecks.word("type", type, NodeType.class);
        if (near != null) {
            return list.near(near, radiusMiles, wanted, PageRequest.of("nodes-near", 2, limit, cursor));
        }
        if (radiusMiles != null) {
            throw new InvalidInputException("near", "required", "A radius needs a place to be around.");
        }
        return list.all(wanted, PageRequest.of("nodes", 1, limit, cursor));
    }
}
