package org.baton.app.console.store;

import java.util.Optional;
import org.baton.app.access.Caller;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.Sku;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.fulfilment.Task;
import org.baton.domain.fulfilment.TaskBook;
import org.baton.domain.fulfilment.Waves;
import org.baton.domain.inventory.Node;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.inventory.Product;
import org.baton.domain.inventory.Products;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what a store's page is about, and keeps associates to their own stores. */
@Component
class StoreDesk {

    private final Nodes nodes;
    private final FulfilmentBook fulfilments;
    private final TaskBook tasks;
    private final Waves waves;
    private final Products products;

    StoreDesk(Nodes nodes, FulfilmentBook fulfilments, TaskBook tasks, Waves waves, Products products) {
        this.nodes = nodes;
        this.fulfilments = fulfilments;
        this.tasks = tasks;
        this.waves = waves;
        this.products = products;
    }

    /** @throws org.springframework.security.access.AccessDeniedException if it is not a store of this associate */
    Node store(String node, Caller caller) {
        var id = QueryChecks.pathNode(node);
        caller.demand(id);
        return nodes.get(id);
    }

    /** @throws NotFoundException if this store neither fulfils it nor hands it over */
    Fulfilment fulfilment(Node store, String id) {
        var fulfilment = fulfilments.get(QueryChecks.pathFulfilment(id));
        if (!fulfilment.node().equals(store.id()) && !store.id().equals(fulfilment.destination())) {
            throw new NotFoundException("fulfilment", fulfilment.id());
        }
        return fulfilment;
    }

    /** @throws NotFoundException if it is not a task of this store */
    Task task(Node store, String id) {
        var task = tasks.get(QueryChecks.pathId("task", id));
        if (!task.node().equals(store.id())) {
            throw new NotFoundException("task", task.id());
        }
        return task;
    }

    /** @throws NotFoundException if it is not a walk of this store */
    Waves.Wave wave(Node store, String id) {
        var wave = waves.get(QueryChecks.pathId("wave", id));
        if (!wave.node().equals(store.id())) {
            throw new NotFoundException("wave", wave.id());
        }
        return wave;
    }

    Optional<Product> product(@Nullable String sku) {
        return sku == null ? Optional.empty() : products.find(new Sku(sku));
    }
}
