package org.baton.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.baton.app.runtime.StartFailure;
import tools.jackson.databind.json.JsonMapper;

/**
 * The orders of one run: the n-th is always the same.
 *
 * @param run makes the numbers of a run unlike any other's; lower-case letters and digits
 * @param options the delivery option of every hundredth of the mix
 */
record OrderMix(String run, List<String> options) {

    static final String USUAL = "ship=70,pickup=20,same-day=10";

    private static final int HUNDRED = 100;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** @param text shares in percent, e.g. {@link #USUAL} */
    static OrderMix of(String run, String text) {
        var options = new ArrayList<String>();
        for (var part : text.split(",")) {
            var share = part.split("=");
            if (share.length != 2 || !share[1].matches("\\d{1,3}")) {
                throw new StartFailure("--mix is written like " + USUAL + ", not " + text);
            }
            for (int n = 0; n < Integer.parseInt(share[1]); n++) {
                options.add(share[0]);
            }
        }
        if (options.size() != HUNDRED) {
            throw new StartFailure("The shares of --mix are " + HUNDRED + " in all, not " + options.size());
        }
        return new OrderMix(run, options);
    }

    String channel() {
        return "bench-" + run;
    }

    /** What the channel calls the n-th order; also its idempotency key. */
    String number(int n) {
        return "B-%s-%07d".formatted(run, n);
    }

    boolean isMine(String number) {
        return number.startsWith("B-" + run + "-");
    }

    byte[] body(int n) {
        var random = new SplittableRandom(n);
        return JSON.writeValueAsBytes(Map.of(
                "channel",
                channel(),
                "channelOrderNumber",
                number(n),
                "customer",
                Map.of(
                        "id",
                        "c-" + n,
                        "name",
                        "Ada Poe",
                        "email",
                        "ada" + n + "@example.com",
                        "consents",
                        List.of("email")),
                "delivery",
                delivery(n, options.get(random.nextInt(HUNDRED)), random.nextInt(OrdersNetwork.STORES)),
                "lines",
                lines(random),
                "payment",
                Map.of("method", "card", "token", "tok_ok")));
    }

    /** One to three of them, two on average. */
    private static List<Map<String, Object>> lines(SplittableRandom random) {
        var lines = new ArrayList<Map<String, Object>>();
        int first = random.nextInt(OrdersNetwork.PRODUCTS);
        int count = 1 + random.nextInt(3);
        for (int line = 0; line < count; line++) {
            lines.add(Map.of(
                    "sku", OrdersNetwork.sku((first + line) % OrdersNetwork.PRODUCTS),
                    "quantity", 1 + random.nextInt(2),
                    "unitPrice", Map.of("amount", "20.00", "currency", "USD")));
        }
        return lines;
    }

    private static Map<String, Object> delivery(int n, String option, int store) {
        if (option.equals("pickup") || option.equals("curbside")) {
            return Map.of("option", option, "node", OrdersNetwork.store(store));
        }
        return Map.of(
                "option",
                option,
                "address",
                Map.of(
                        "line1", n + " Elm St",
                        "city", "Chicago",
                        "region", "IL",
                        "postalCode", OrdersNetwork.ZIPS.get(store % OrdersNetwork.ZIPS.size()),
                        "country", "US"));
    }
}
