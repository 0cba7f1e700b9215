package org.baton.app.journey;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An order as a channel sends it: shipped to Chicago and paid by a good card, unless a test says otherwise. */
final class OrderBuilder {

    private final String number;
    private final List<Map<String, Object>> lines = new ArrayList<>();
    private final Map<String, Object> delivery = new HashMap<>();
    private String token = "tok_ok";
    private String price = "20.00";

    OrderBuilder(String number) {
        this.number = number;
        delivery.put("option", "ship");
        delivery.put("address", address("233 S Wacker Dr"));
    }

    private static Map<String, Object> address(String line1) {
        return Map.of("line1", line1, "city", "Chicago", "region", "IL", "postalCode", "60606", "country", "US");
    }

    OrderBuilder with(String sku, int quantity) {
        lines.add(Map.of("sku", sku, "quantity", quantity));
        return this;
    }

    OrderBuilder today() {
        delivery.put("option", "same-day");
        return this;
    }

    OrderBuilder on(LocalDate day) {
        delivery.put("requestedOn", day.toString());
        return this;
    }

    OrderBuilder collectedAt(String store) {
        delivery.clear();
        delivery.put("option", "pickup");
        delivery.put("node", store);
        return this;
    }

    OrderBuilder broughtToTheCarAt(String store) {
        collectedAt(store);
        delivery.put("option", "curbside");
        return this;
    }

    /** The first line of the address asks the sandbox for trouble. */
    OrderBuilder to(String line1) {
        delivery.put("address", address(line1));
        return this;
    }

    OrderBuilder paidBy(String cardToken) {
        token = cardToken;
        return this;
    }

    OrderBuilder at(String unitPrice) {
        price = unitPrice;
        return this;
    }

    Map<String, Object> body() {
        return Map.of(
                "channel",
                "web",
                "channelOrderNumber",
                number,
                "customer",
                Map.of(
                        "id", "c-17",
                        "name", "Ada Poe",
                        "email", "ada@example.com",
                        "phone", "+13125550100",
                        "consents", List.of("email")),
                "delivery",
                delivery,
                "lines",
                lines.stream().map(this::priced).toList(),
                "payment",
                Map.of("method", "card", "token", token));
    }

    private Map<String, Object> priced(Map<String, Object> line) {
        var priced = new HashMap<>(line);
        priced.put("unitPrice", Map.of("amount", price, "currency", "USD"));
        return priced;
    }
}
