package org.baton.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.baton.domain.support.OrderBuilder.address;
import static org.baton.domain.support.OrderBuilder.anOrder;
import static org.baton.domain.support.OrderBuilder.customer;
import static org.baton.domain.support.OrderBuilder.usd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.order.OrderRequest.AddressRequest;
import org.baton.domain.order.OrderRequest.CustomerRequest;
import org.baton.domain.order.OrderRequest.DeliveryRequest;
import org.baton.domain.order.OrderRequest.LineRequest;
import org.baton.domain.order.OrderRequest.MoneyRequest;
import org.baton.domain.support.FakeCatalogue;
import org.baton.domain.support.OrderBuilder;
import org.baton.domain.support.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OrderValidatorTest {

    private final OrderValidator validator = new OrderValidator(
            new OrderLimits(Currency.getInstance("USD"), "US", 500, 10_000, 100_000_000),
            FakeCatalogue.ofOneStore(),
            new TestClock());

    @Test
    void shouldAcceptWhenNothingIsWrong() {
        var order = validator.validate(anOrder().withLine("SKU-1", 2).build(), "ord_1");

        assertThat(order.total().amount()).isEqualTo("25.85");
        assertThat(order.status()).isEqualTo(OrderStatus.CREATED);
    }

    static Stream<Arguments> wrongOrders() {
        var now = TestClock.START;
        var long65 = "x".repeat(65);
        return Stream.of(
                wrong("channel", "required", anOrder().from(null, "1")),
                wrong("channel", "malformed", anOrder().from("Web Shop", "1")),
                wrong("channelOrderNumber", "required", anOrder().from("web", " ")),
                wrong("channelOrderNumber", "too-long", anOrder().from("web", long65)),
                wrong("channelOrderNumber", "malformed", anOrder().from("web", "a\u0000b")),
                wrong("channelOrderNumber", "malformed", anOrder().from("web", "a\ud800b")),
                wrong("placedAt", "out-of-range", anOrder().placedAt(now.plus(Duration.ofDays(2)))),
                wrong("placedAt", "out-of-range", anOrder().placedAt(Instant.MIN)),
                wrong("placedAt", "out-of-range", anOrder().placedAt(Instant.MAX)),
                wrong("customer", "required", anOrder().by(null)),
                wrong("customer.name", "required", anOrder().by(customer("", "a@b.com", List.of()))),
                wrong("customer.email", "malformed", anOrder().by(customer("Ada", "nobody", List.of()))),
                wrong("customer.phone", "malformed", anOrder().by(withPhoneAndLanguage("312", "en"))),
                wrong("customer.language", "malformed", anOrder().by(withPhoneAndLanguage("+13125550100", "e"))),
                wrong("customer.consents[1]", "unknown-value", withConsents("email", "fax")),
                wrong("customer.consents[0]", "unknown-value", withConsents((String) null)),
                wrong("delivery", "required", anOrder().delivered(null)),
                wrong("delivery.option", "required", ship(null, null, null)),
                wrong("delivery.option", "unknown-value", ship("teleport", null, null)),
                wrong("delivery.address", "required", ship("ship", null, null)),
                wrong("delivery.address.postalCode", "malformed", ship("ship", null, address("ABC"))),
                wrong("delivery.address.country", "unsupported", ship("ship", null, addressIn("CA"))),
                wrong("delivery.requestedOn", "malformed", ship("ship", "tomorrow", address("60606"))),
                wrong("delivery.requestedOn", "out-of-range", ship("ship", "2020-01-01", address("60606"))),
                wrong("delivery.requestedOn", "out-of-range", ship("ship", "+999999-01-01", address("60606"))),
                wrong("delivery.node", "required", pickupAt(null)),
                wrong("delivery.node", "unknown-node", pickupAt("store-9")),
                wrong("delivery.node", "too-long", pickupAt(long65)),
                wrong("delivery.node", "malformed", pickupAt("store\u0007")),
                wrong("lines[0]", "required", anOrder().withLine(null)),
                wrong("lines[0].sku", "required", line(" ", 1, usd("1"), null, null)),
                wrong("lines[0].sku", "unknown-sku", anOrder().withLine("SKU-9", 1)),
                wrong("lines[0].sku", "too-long", anOrder().withLine(long65, 1)),
                wrong("lines[0].sku", "malformed", anOrder().withLine("SKU\u0000", 1)),
                wrong("lines[0].quantity", "required", line("SKU-1", null, usd("1"), null, null)),
                wrong("lines[0].quantity", "out-of-range", anOrder().withLine("SKU-1", 0)),
                wrong("lines[0].quantity", "out-of-range", anOrder().withLine("SKU-1", -1)),
                wrong("lines[0].quantity", "out-of-range", anOrder().withLine("SKU-1", Integer.MAX_VALUE)),
                wrong("lines[0].unitPrice", "required", line("SKU-1", 1, null, null, null)),
                wrong("lines[0].unitPrice.amount", "malformed", line("SKU-1", 1, usd("1.234"), null, null)),
                wrong("lines[0].unitPrice.amount", "out-of-range", line("SKU-1", 1, usd("-1"), null, null)),
                wrong("lines[0].unitPrice.amount", "out-of-range", line("SKU-1", 1, usd("1000000.01"), null, null)),
                wrong("lines[0].unitPrice.currency", "unsupported", line("SKU-1", 1, eur(), null, null)),
                wrong("lines[0].discount.amount", "out-of-range", line("SKU-1", 2, usd("1"), usd("2.01"), null)),
                wrong(
                        "lines[0].tax.amount",
                        "out-of-range",
                        line("SKU-1", 1, usd("1"), null, usd("90000000000000000"))),
                wrong("shipping.amount", "malformed", anOrder().shipping(usd("free"))),
                wrong("shipping.amount", "out-of-range", anOrder().shipping(usd("90000000000000000"))),
                wrong("payment", "required", anOrder().paidBy(null)),
                wrong("payment.method", "required", anOrder().paidBy("", "tok_ok")),
                wrong("payment.method", "unknown-value", anOrder().paidBy("barter", "tok_ok")),
                wrong("payment.token", "required", anOrder().paidBy("card", null)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("wrongOrders")
    void shouldNameTheFieldWhenItIsWrong(String field, String code, OrderBuilder order) {
        var errors = refused(order.build()).errors();

        assertThat(errors).anySatisfy(error -> {
            assertThat(error.field()).isEqualTo(field);
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.message()).endsWith(".").hasSizeLessThan(120);
        });
    }

    @Test
    void shouldNameEveryFieldAtOnceWhenManyAreWrong() {
        var order = anOrder()
                .from(null, null)
                .by(customer("", "nobody", List.of("fax")))
                .delivered(new DeliveryRequest("teleport", null, "soon", addressIn("CA")))
                .withLine("SKU-9", 0)
                .withLine(new LineRequest(null, null, null, null, null))
                .shipping(usd("-1"))
                .paidBy("barter", null);

        assertThat(refused(order.build()).errors())
                .extracting(error -> error.field())
                .containsExactlyInAnyOrder(
                        "channel",
                        "channelOrderNumber",
                        "customer.name",
                        "customer.email",
                        "customer.consents[0]",
                        "delivery.option",
                        "delivery.requestedOn",
                        "delivery.address.country",
                        "lines[0].quantity",
                        "lines[0].sku",
                        "lines[1].sku",
                        "lines[1].quantity",
                        "lines[1].unitPrice",
                        "shipping.amount",
                        "payment.method");
    }

    @Test
    void shouldNameTheLinesOnlyWhenThereAreTooMany() {
        var order = anOrder();
        new ArrayList<>(java.util.Collections.nCopies(501, "SKU-1")).forEach(sku -> order.withLine(sku, 1));

        assertThat(refused(order.build()).errors()).singleElement().satisfies(e -> {
            assertThat(e.field()).isEqualTo("lines");
            assertThat(e.code()).isEqualTo("too-many");
        });
        assertThat(refused(anOrder().withoutLines()).errors().getFirst().code()).isEqualTo("required");
    }

    @Test
    void shouldAcceptWhenOnlyWhatMayBeMissingIsMissing() {
        var order = anOrder()
                .placedAt(null)
                .by(new CustomerRequest(null, "Ada", null, null, null, null, null))
                .collectedAt("store-1")
                .withLine(new LineRequest("SKU-1", 1, usd("1.00"), null, null))
                .shipping(null)
                .paidBy("invoice", null);

        assertThatCode(() -> validator.validate(order.build(), "ord_1")).doesNotThrowAnyException();
    }

    private InvalidInputException refused(OrderRequest request) {
        return catchThrowableOfType(InvalidInputException.class, () -> validator.validate(request, "ord_1"));
    }

    private static Arguments wrong(String field, String code, OrderBuilder order) {
        return Arguments.of(field, code, order);
    }

    private static OrderBuilder line(
            String sku, Integer quantity, MoneyRequest price, MoneyRequest discount, MoneyRequest tax) {
        return anOrder().withLine(new LineRequest(sku, quantity, price, discount, tax));
    }

    private static OrderBuilder ship(String option, String requestedOn, AddressRequest address) {
        return anOrder().delivered(new DeliveryRequest(option, null, requestedOn, address));
    }

    private static OrderBuilder pickupAt(String node) {
        return anOrder().delivered(new DeliveryRequest("pickup", node, null, null));
    }

    private static OrderBuilder withConsents(String... consents) {
        return anOrder().by(customer("Ada", "a@b.com", Arrays.asList(consents)));
    }

    private static CustomerRequest withPhoneAndLanguage(String phone, String language) {
        return new CustomerRequest(null, "Ada", null, phone, language, null, null);
    }

    private static AddressRequest addressIn(String country) {
        return new AddressRequest("1 Main St", "Town", null, "60606", country);
    }

    private static MoneyRequest eur() {
        return new MoneyRequest("1.00", "EUR");
    }
}
