package org.baton.domain.support;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.baton.domain.order.OrderRequest;
import org.baton.domain.order.OrderRequest.AddressRequest;
import org.baton.domain.order.OrderRequest.CustomerRequest;
import org.baton.domain.order.OrderRequest.DeliveryRequest;
import org.baton.domain.order.OrderRequest.LineRequest;
import org.baton.domain.order.OrderRequest.MoneyRequest;
import org.baton.domain.order.OrderRequest.PaymentRequest;
import org.jspecify.annotations.Nullable;

/** An order as a channel hands it in: shipped to Chicago, paid by card, one unit of SKU-1 unless lines are given. */
public final class OrderBuilder {

    private static final AtomicInteger NUMBER = new AtomicInteger(1000);

    private @Nullable String channel = "web";
    private @Nullable String number = "W-" + NUMBER.incrementAndGet();
    private @Nullable Instant placedAt = TestClock.START;
    private @Nullable CustomerRequest customer = customer("Ada Poe", "ada@example.com", List.of("email", "sms"));
    private @Nullable DeliveryRequest delivery = new DeliveryRequest("ship", null, null, address("60606"));
    private final List<@Nullable LineRequest> lines = new ArrayList<>();
    private @Nullable MoneyRequest shipping = usd("5.00");
    private @Nullable PaymentRequest payment = new PaymentRequest("card", "tok_ok");

    private @Nullable String promise;

    private OrderBuilder() {}

    public static OrderBuilder anOrder() {
        return new OrderBuilder();
    }

    public static MoneyRequest usd(String amount) {
        return new MoneyRequest(amount, "USD");
    }

    public static AddressRequest address(String postalCode) {
        return new AddressRequest("233 S Wacker Dr", "Chicago", "IL", postalCode, "US");
    }

    public static CustomerRequest customer(String name, String email, List<@Nullable String> consents) {
        return new CustomerRequest("c-17", name, email, "+13125550100", "en", consents, "gold");
    }

    public OrderBuilder from(@Nullable String someChannel, @Nullable String channelOrderNumber) {
        channel = someChannel;
        number = channelOrderNumber;
        return this;
    }

    public OrderBuilder promised(String id) {
        promise = id;
        return this;
    }

    public OrderBuilder placedAt(@Nullable Instant at) {
        placedAt = at;
        return this;
    }

    public OrderBuilder by(@Nullable CustomerRequest someone) {
        customer = someone;
        return this;
    }

    public OrderBuilder to(String postalCode) {
        delivery = new DeliveryRequest("ship", null, null, address(postalCode));
        return this;
    }

    public OrderBuilder collectedAt(String node) {
        delivery = new DeliveryRequest("pickup", node, null, null);
        return this;
    }

    public OrderBuilder delivered(@Nullable DeliveryRequest how) {
        delivery = how;
        return this;
    }

    public OrderBuilder withLine(String sku, int quantity) {
        return withLine(new LineRequest(sku, quantity, usd("10.00"), null, usd("0.85")));
    }

    public OrderBuilder withLine(@Nullable LineRequest line) {
        lines.add(line);
        return this;
    }

    public OrderBuilder shipping(@Nullable MoneyRequest amount) {
        shipping = amount;
        return this;
    }

    public OrderBuilder paidBy(String method, @Nullable String token) {
        return paidBy(new PaymentRequest(method, token));
    }

    public OrderBuilder paidBy(@Nullable PaymentRequest how) {
        payment = how;
        return this;
    }

    public OrderRequest build() {
        var all = lines.isEmpty() ? anOrder().withLine("SKU-1", 1).lines : lines;
        return new OrderRequest(channel, number, placedAt, customer, delivery, all, shipping, payment, promise);
    }

    public OrderRequest withoutLines() {
        return new OrderRequest(channel, number, placedAt, customer, delivery, null, shipping, payment, promise);
    }
}
