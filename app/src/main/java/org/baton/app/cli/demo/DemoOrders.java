package org.baton.app.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.baton.domain.inventory.NodeRequest;
import org.baton.domain.inventory.ProductRequest;
import org.baton.domain.order.OrderRequest;
import org.baton.domain.order.OrderRequest.AddressRequest;
import org.baton.domain.order.OrderRequest.CustomerRequest;
import org.baton.domain.order.OrderRequest.DeliveryRequest;
import org.baton.domain.order.OrderRequest.LineRequest;
import org.baton.domain.order.OrderRequest.MoneyRequest;
import org.baton.domain.order.OrderRequest.PaymentRequest;
import org.jspecify.annotations.Nullable;

/**
 * Makes the demo's orders: customers at real ZIP codes around the stores, mostly ordinary, some with a card that is
 * declined, a provider that stumbles or a warehouse that finds nothing. Order n of a seed is always the same.
 */
public final class DemoOrders {

    private static final List<String> FIRST = List.of(
            "Ada", "Noor", "Mateo", "Ruth", "Kenji", "Lena", "Omar", "Iris", "Hugo", "Mina", "Paul", "Zoe", "Sofia",
            "Theo", "Wanda", "Yusuf");
    private static final List<String> LAST = List.of(
            "Poe",
            "Alder",
            "Castillo",
            "Duarte",
            "Ellison",
            "Fujita",
            "Grant",
            "Haddad",
            "Ivers",
            "Joshi",
            "Keller",
            "Lindqvist",
            "Moreau",
            "Novak",
            "Okafor",
            "Pruitt");
    private static final List<String> STREETS = List.of("Elm St", "Oak Ave", "2nd St", "Hillcrest Rd", "Lakeview Dr");
    /** Below this on-hand count a store is not asked, so that pickups do not all wait for supply. */
    private static final int WELL_STOCKED = 8;

    private static final int FREE_SHIPPING_FROM_CENTS = 5_000;
    private static final int SHIPPING_CENTS = 599;
    private static final double TAX = 0.08;
    private static final Map<String, List<String>> ZIPS_BY_AREA = zipsByArea();

    private final DemoNetwork network;
    private final String runId;
    private final long seed;
    private final List<String> mix;
    private final Map<NodeRequest, List<ProductRequest>> carried = new ConcurrentHashMap<>();

    /**
     * @param runId makes the order numbers of this run unlike any other's; lower-case letters and digits
     * @param mix share of each delivery option
     */
    public DemoOrders(DemoNetwork network, String runId, long seed, Map<String, Integer> mix) {
        this.network = network;
        this.runId = runId;
        this.seed = seed;
        this.mix = new ArrayList<>();
        mix.forEach((option, share) -> {
            for (int i = 0; i < share; i++) {
                this.mix.add(option);
            }
        });
    }

    /** The channel of all orders of this run. */
    public String channel() {
        return "demo-" + runId;
    }

    /** Order n, from 1. */
    public OrderRequest order(int n) {
        var random = new SplittableRandom(seed * 1_000_003 + n);
        var option = pick(mix, random);
        var store = pick(network.stores(), random);
        var lines = lines(option, store, random);
        var goods = lines.stream().mapToInt(DemoOrders::cents).sum();
        var shipping = option.equals("ship") && goods < FREE_SHIPPING_FROM_CENTS ? SHIPPING_CENTS : 0;
        return new OrderRequest(
                channel(),
                "DEMO-%s-%05d".formatted(runId, n),
                null,
                customer(random),
                delivery(option, store, random),
                new ArrayList<@Nullable LineRequest>(lines),
                money(shipping),
                new PaymentRequest("card", token(random)),
                null);
    }

    /** Whether an order's customer finds another way to pay when the card is declined; else it is cancelled. */
    static boolean paysLater(OrderRequest order) {
        return order.payment() != null
                && "tok_declined_once".equals(order.payment().token());
    }

    static boolean isKnown(String zip) {
        return ZIPS_BY_AREA.getOrDefault(area(zip), List.of()).contains(zip);
    }

    private List<LineRequest> lines(String option, NodeRequest store, SplittableRandom random) {
        var products = option.equals("ship")
                ? network.products()
                : carried.computeIfAbsent(store, s -> network.carriedAt(s, WELL_STOCKED));
        var chosen = new HashMap<String, LineRequest>();
        var lines = 1 + (int) Math.sqrt(random.nextInt(9));
        while (chosen.size() < lines) {
            var product = pick(products, random);
            // What is scarce is seldom asked for, else half of the orders would wait for supply.
            if (!DemoNetwork.isScarce(product) || random.nextInt(10) == 0) {
                chosen.put(String.valueOf(product.sku()), line(product, random));
            }
        }
        return chosen.values().stream()
                .sorted((a, b) -> String.valueOf(a.sku()).compareTo(String.valueOf(b.sku())))
                .toList();
    }

    private LineRequest line(ProductRequest product, SplittableRandom random) {
        var quantity = random.nextInt(10) == 0 ? 2 : 1;
        var price = network.priceOf(product);
        var discount = random.nextInt(8) == 0 ? price * quantity / 10 : 0;
        var tax = (int) Math.round((price * quantity - discount) * TAX);
        return new LineRequest(product.sku(), quantity, money(price), money(discount), money(tax));
    }

    private static int cents(LineRequest line) {
        var price = Objects.requireNonNull(line.unitPrice()).amount();
        return Integer.parseInt(String.valueOf(price).replace(".", "")) * Objects.requireNonNull(line.quantity());
    }

    private static CustomerRequest customer(SplittableRandom random) {
        var first = pick(FIRST, random);
        var last = pick(LAST, random);
        var number = random.nextInt(10_000);
        return new CustomerRequest(
                "c-" + number,
                first + " " + last,
                "%s.%s%d@example.com".formatted(first, last, number).toLowerCase(Locale.ROOT),
                // 555-0100 to 555-0199 belong to nobody.
                "+120255501%02d".formatted(number % 100),
                random.nextInt(7) == 0 ? "es" : "en",
                random.nextInt(3) == 0 ? List.of("email", "sms") : List.of("email"),
                random.nextInt(5) == 0 ? "gold" : null);
    }

    private DeliveryRequest delivery(String option, NodeRequest store, SplittableRandom random) {
        var home = String.valueOf(store.postalCode());
        if (option.equals("pickup") || option.equals("curbside")) {
            return new DeliveryRequest(option, store.id(), null, null);
        }
        var zip = option.equals("same-day") ? home : pick(ZIPS_BY_AREA.getOrDefault(area(home), List.of(home)), random);
        return new DeliveryRequest(
                option, null, null, new AddressRequest(line1(option, random), store.city(), store.region(), zip, "US"));
    }

    private static String line1(String option, SplittableRandom random) {
        var street = (1 + random.nextInt(9_999)) + " " + pick(STREETS, random);
        return option.equals("ship") && random.nextInt(100) == 0 ? street + ", SANDBOX WAREHOUSE REJECTS ONCE" : street;
    }

    /** About 3 % are declined, half of them for good; about 3 % meet a provider that stumbles. */
    private static String token(SplittableRandom random) {
        return switch (random.nextInt(200)) {
            case 0, 1, 2 -> "tok_declined_once";
            case 3, 4 -> "tok_declined";
            case 5 -> "tok_insufficient_funds";
            case 6, 7 -> "tok_outage";
            case 8, 9 -> "tok_lost_answer";
            case 10 -> "tok_slow";
            case 11 -> "tok_capture_outage";
            default -> "tok_ok";
        };
    }

    private static MoneyRequest money(int cents) {
        return new MoneyRequest("%d.%02d".formatted(cents / 100, cents % 100), "USD");
    }

    private static <T> T pick(List<T> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }

    private static String area(String zip) {
        return zip.substring(0, 3);
    }

    private static Map<String, List<String>> zipsByArea() {
        var resource = Objects.requireNonNull(DemoOrders.class.getResourceAsStream("/geo/us-zip-centroids.csv.gz"));
        try (var lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(resource), StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.substring(0, 5))
                    .collect(Collectors.groupingBy(DemoOrders::area));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
