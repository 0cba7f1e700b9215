package org.baton.app.api.fulfilment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.Json;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.OrderId;
import org.baton.domain.common.Sku;
import org.baton.domain.fulfilment.Fulfilment;
import org.baton.domain.fulfilment.FulfilmentBook;
import org.baton.domain.fulfilment.Task;
import org.baton.domain.inventory.Product;
import org.baton.domain.inventory.Products;
import org.baton.domain.inventory.Stock;
import org.baton.domain.inventory.StockView;
import org.baton.domain.order.OrderSearch;
import org.springframework.stereotype.Component;

/** Puts together what a person needs to do a task: the lines, where they lie, and their bar codes. */
@Component
public class TaskMapper {

    private record Place(NodeId node, Sku sku) {}

    private record Known(
            Map<FulfilmentId, Fulfilment> fulfilments,
            Map<OrderId, String> numbers,
            Map<Sku, Product> products,
            Map<Place, Stock> stock) {}

    private final FulfilmentBook fulfilments;
    private final OrderSearch orders;
    private final Products products;
    private final StockView stock;
    private final Json json;

    TaskMapper(FulfilmentBook fulfilments, OrderSearch orders, Products products, StockView stock, Json json) {
        this.fulfilments = fulfilments;
        this.orders = orders;
        this.products = products;
        this.stock = stock;
        this.json = json;
    }

    public TaskView view(Task task) {
        return views(List.of(task)).getFirst();
    }

    /** All of them with four queries, however many they are. */
    public List<TaskView> views(List<Task> tasks) {
        var parts = fulfilments.find(set(tasks, Task::fulfilmentId)).stream()
                .collect(Collectors.toMap(Fulfilment::id, Function.identity()));
        var skus = parts.values().stream()
                .flatMap(part -> part.lines().stream())
                .map(Fulfilment.FulfilmentLine::sku)
                .collect(Collectors.toSet());
        var known = new Known(
                parts,
                orders.channelOrderNumbers(set(tasks, Task::orderId)),
                products.find(skus).stream().collect(Collectors.toMap(Product::sku, Function.identity())),
                stock.at(set(tasks, Task::node), skus).stream()
                        .collect(Collectors.toMap(row -> new Place(row.node(), row.sku()), Function.identity())));
        return tasks.stream().map(task -> view(task, known)).toList();
    }

    private static <T> Set<T> set(List<Task> tasks, Function<Task, T> part) {
        return tasks.stream().map(part).collect(Collectors.toSet());
    }

    private TaskView view(Task task, Known known) {
        var fulfilment = known.fulfilments().get(task.fulfilmentId());
        var lines = fulfilment == null ? List.<Fulfilment.FulfilmentLine>of() : fulfilment.lines();
        var form = task.form();
        return new TaskView(
                task.id(),
                task.kind(),
                task.title(),
                task.fulfilmentId().value(),
                task.orderId().value(),
                known.numbers().get(task.orderId()),
                task.node().value(),
                task.status().name(),
                task.claimedBy(),
                task.dueAt(),
                lines.stream()
                        .filter(line -> line.quantity() > 0)
                        .map(line -> line(task.node(), line, known))
                        .toList(),
                form == null ? null : json.tree(form),
                task.createdAt(),
                task.endedAt());
    }

    private static TaskView.LineView line(NodeId node, Fulfilment.FulfilmentLine line, Known known) {
        var product = known.products().get(line.sku());
        var place = known.stock().get(new Place(node, line.sku()));
        return new TaskView.LineView(
                line.lineNumber(),
                line.sku().value(),
                product == null ? null : product.name(),
                line.quantity(),
                line.scanned(),
                place == null ? null : place.aisle(),
                place == null ? null : place.bin(),
                product == null ? null : product.gtin());
    }
}
