package org.baton.domain.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.NodeId;
import org.baton.domain.order.OrderRequest.AddressRequest;
import org.baton.domain.order.OrderRequest.CustomerRequest;
import org.baton.domain.order.OrderRequest.DeliveryRequest;
import org.baton.domain.order.OrderRequest.PaymentRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what a channel handed in into an order, or names everything that is wrong with it at once. */
@Component
class OrderValidator {

    private static final Pattern CHANNEL = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s<>]+@[^@\\s<>]+\\.[^@\\s<>]+");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}(-[A-Z]{2})?");
    private static final Pattern US_POSTAL_CODE = Pattern.compile("[0-9]{5}(-[0-9]{4})?");
    private static final Set<String> CONSENTS = Set.of("email", "sms", "push");
    private static final Set<String> PAYMENT_METHODS = Set.of("card", "invoice");
    private static final int MOST_YEARS_AHEAD = 2;
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    private final OrderLimits limits;
    private final Catalogue catalogue;
    private final LineValidator lineValidator;
    private final Clock clock;

    OrderValidator(OrderLimits limits, Catalogue catalogue, Clock clock) {
        this.limits = limits;
        this.catalogue = catalogue;
        this.lineValidator = new LineValidator(limits, catalogue);
        this.clock = clock;
    }

    /** @throws org.baton.domain.common.InvalidInputException naming every field that is wrong */
    Order validate(OrderRequest request, String newId) {
        var checks = new FieldChecks();
        var now = stored(clock.instant());
        var channel = checks.required("channel", request.channel(), 40);
        checks.matches("channel", channel, CHANNEL, "Lower-case letters, digits and hyphens.");
        var number = checks.required("channelOrderNumber", request.channelOrderNumber(), 64);
        var placedAt = request.placedAt() == null ? now : stored(request.placedAt());
        placedAt(checks, placedAt, now);
        var customer = customer(checks, request.customer());
        var delivery = delivery(checks, request.delivery());
        checks.optional("promise", request.promise(), 64);
        var lines = lineValidator.validate(checks, request.lines());
        var shipping = lineValidator.money(checks, "shipping", request.shipping(), false);
        var payment = payment(checks, request.payment());
        checks.orThrow();
        return new Order(
                newId,
                channel,
                number,
                OrderStatus.CREATED,
                null,
                null,
                null,
                placedAt,
                now,
                null,
                customer,
                delivery,
                limits.currency().getCurrencyCode(),
                shipping,
                payment.method(),
                payment.token(),
                null,
                null,
                0,
                lines);
    }

    /** As the database keeps it, so that the first answer about an order says the same as every later one. */
    private static Instant stored(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    private static void placedAt(FieldChecks checks, Instant placedAt, Instant now) {
        if (placedAt.isAfter(now.plus(CLOCK_SKEW))) {
            checks.add("placedAt", "out-of-range", "Lies in the future.");
        } else if (placedAt.isBefore(Instant.EPOCH)) {
            checks.add("placedAt", "out-of-range", "Lies before 1970.");
        }
    }

    private Customer customer(FieldChecks checks, @Nullable CustomerRequest request) {
        if (request == null) {
            checks.add("customer", "required", "This field is required.");
            return new Customer(null, null, null, null, null, List.of(), null);
        }
        var name = checks.required("customer.name", request.name(), 200);
        var email = email(checks, request.email());
        var phone = phone(checks, request.phone());
        var language = checks.optional("customer.language", request.language(), 5);
        checks.matches("customer.language", language, LANGUAGE, "A language code such as en or en-US.");
        return new Customer(
                checks.optional("customer.id", request.id(), 64),
                name,
                email,
                phone,
                language,
                consents(checks, request.consents()),
                checks.optional("customer.tier", request.tier(), 20));
    }

    @Nullable
    String email(FieldChecks checks, @Nullable String text) {
        var email = checks.optional("customer.email", text, 254);
        checks.matches("customer.email", email, EMAIL, "Not an email address.");
        return email;
    }

    @Nullable
    String phone(FieldChecks checks, @Nullable String text) {
        var phone = checks.optional("customer.phone", text, 16);
        checks.matches("customer.phone", phone, PHONE, "Write it as E.164, e.g. +13125550100.");
        return phone;
    }

    private static List<String> consents(FieldChecks checks, @Nullable List<@Nullable String> consents) {
        if (consents == null) {
            return List.of();
        }
        for (int i = 0; i < consents.size(); i++) {
            var consent = consents.get(i);
            if (consent == null || !CONSENTS.contains(consent)) {
                checks.add("customer.consents[" + i + "]", "unknown-value", "One of email, sms, push.");
            }
        }
        return consents.stream().filter(Objects::nonNull).distinct().sorted().toList();
    }

    /** A delivery with what a caller wants otherwise; what is null stays. */
    Delivery changed(FieldChecks checks, Delivery before, DeliveryRequest wanted) {
        var address = wanted.address() == null
                ? new AddressRequest(
                        before.line1(), before.city(), before.region(), before.postalCode(), before.country())
                : wanted.address();
        var day = wanted.requestedOn() == null ? before.requestedOn() : requestedOn(checks, wanted.requestedOn());
        var after = delivery(
                checks,
                new DeliveryRequest(
                        wanted.option() == null ? before.option() : wanted.option(),
                        wanted.node() == null ? before.node() : wanted.node(),
                        null,
                        address));
        return new Delivery(
                after.option(),
                after.node(),
                day,
                after.line1(),
                after.city(),
                after.region(),
                after.postalCode(),
                after.country());
    }

    private Delivery delivery(FieldChecks checks, @Nullable DeliveryRequest request) {
        if (request == null) {
            checks.add("delivery", "required", "This field is required.");
            return new Delivery("", null, null, null, null, null, null, null);
        }
        var option = option(checks, request.option());
        var collected = option != null && option.isCollected();
        var node = checks.optional("delivery.node", request.node(), NodeId.MAX_LENGTH);
        if (collected) {
            collectionPoint(checks, node);
        }
        var address = address(checks, request.address(), option != null && !collected);
        return new Delivery(
                option == null ? "" : option.text(),
                collected ? node : null,
                requestedOn(checks, request.requestedOn()),
                address.line1(),
                address.city(),
                address.region(),
                address.postalCode(),
                address.country());
    }

    private static @Nullable DeliveryOption option(FieldChecks checks, @Nullable String text) {
        var word = checks.required("delivery.option", text, 20);
        var option = DeliveryOption.of(word).orElse(null);
        if (option == null && !word.isEmpty()) {
            checks.add("delivery.option", "unknown-value", "One of ship, same-day, pickup, curbside.");
        }
        return option;
    }

    private void collectionPoint(FieldChecks checks, @Nullable String node) {
        if (node == null) {
            checks.add("delivery.node", "required", "Name the store where the order will be collected.");
        } else if (!NodeId.isValid(node) || !catalogue.isCollectionPoint(new NodeId(node))) {
            checks.add("delivery.node", "unknown-node", "There is no open store " + node + ".");
        }
    }

    private AddressRequest address(FieldChecks checks, @Nullable AddressRequest address, boolean required) {
        if (address == null) {
            if (required) {
                checks.add("delivery.address", "required", "Say where it shall be delivered.");
            }
            return new AddressRequest(null, null, null, null, null);
        }
        var field = "delivery.address.";
        var line1 = text(checks, field + "line1", address.line1(), 200, required);
        var city = text(checks, field + "city", address.city(), 100, required);
        var region = checks.optional(field + "region", address.region(), 40);
        var postalCode = text(checks, field + "postalCode", address.postalCode(), 16, required);
        var country = text(checks, field + "country", address.country(), 2, required);
        if (country != null && !country.isEmpty() && !country.equals(limits.country())) {
            checks.add(field + "country", "unsupported", "Deliveries go to " + limits.country() + " only.");
        } else if ("US".equals(country)) {
            checks.matches(field + "postalCode", postalCode, US_POSTAL_CODE, "A ZIP code, e.g. 60606 or 60606-1234.");
        }
        return new AddressRequest(line1, city, region, postalCode, country);
    }

    private static @Nullable String text(
            FieldChecks checks, String field, @Nullable String value, int maxLength, boolean required) {
        return required ? checks.required(field, value, maxLength) : checks.optional(field, value, maxLength);
    }

    private @Nullable LocalDate requestedOn(FieldChecks checks, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            var date = LocalDate.parse(text);
            var today = LocalDate.now(clock);
            if (date.isBefore(today.minusDays(1))) {
                checks.add("delivery.requestedOn", "out-of-range", "Lies in the past.");
            } else if (date.isAfter(today.plusYears(MOST_YEARS_AHEAD))) {
                checks.add("delivery.requestedOn", "out-of-range", "Lies too far ahead.");
            }
            return date;
        } catch (DateTimeParseException e) {
            checks.add("delivery.requestedOn", "malformed", "Write the date as 2026-12-04.");
            return null;
        }
    }

    private record Payment(String method, @Nullable String token) {}

    private static Payment payment(FieldChecks checks, @Nullable PaymentRequest payment) {
        if (payment == null) {
            checks.add("payment", "required", "This field is required.");
            return new Payment("", null);
        }
        var method = checks.required("payment.method", payment.method(), 20);
        if (!method.isEmpty() && !PAYMENT_METHODS.contains(method)) {
            checks.add("payment.method", "unknown-value", "One of card, invoice.");
        }
        var token = text(checks, "payment.token", payment.token(), 128, method.equals("card"));
        return new Payment(method, token);
    }
}
