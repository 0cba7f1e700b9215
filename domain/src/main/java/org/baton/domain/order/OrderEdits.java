package org.baton.domain.order;

import java.util.Optional;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.OrderId;
import org.baton.domain.order.OrderRequest.DeliveryRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Checks and writes what may be changed of an order after it was accepted. */
@Service
public class OrderEdits {

    /**
     * A change as a caller asks for it; what is null stays as it is.
     *
     * @param delivery an address replaces the whole address
     * @param pickupPerson who may collect besides the customer; empty for nobody
     */
    public record Request(
            @Nullable DeliveryRequest delivery,
            @Nullable Contact customer,
            @Nullable String pickupPerson) {}

    /** How to reach the customer. */
    public record Contact(@Nullable String email, @Nullable String phone) {}

    /**
     * A change that was checked.
     *
     * @param resourced whether it makes another plan necessary: another place or another way
     */
    public record Change(
            Delivery delivery,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String pickupPerson,
            boolean resourced,
            boolean rescheduled) {

        /** Whether it says anything new at all. */
        public boolean isEmpty(Order order) {
            return delivery.equals(order.delivery()) && email == null && phone == null && pickupPerson == null;
        }
    }

    private static final int LONGEST_NAME = 200;

    private final OrderValidator validator;
    private final JdbcClient jdbc;

    OrderEdits(OrderValidator validator, JdbcClient jdbc) {
        this.validator = validator;
        this.jdbc = jdbc;
    }

    /** @throws org.baton.domain.common.InvalidInputException naming every field that is wrong */
    public Change check(Order order, Request request) {
        var checks = new FieldChecks();
        var contact = request.customer() == null ? new Contact(null, null) : request.customer();
        var email = validator.email(checks, contact.email());
        var phone = validator.phone(checks, contact.phone());
        var person = request.pickupPerson() == null
                ? null
                : Optional.ofNullable(checks.optional("pickupPerson", request.pickupPerson(), LONGEST_NAME))
                        .orElse("");
        var before = order.delivery();
        var delivery = request.delivery() == null ? before : validator.changed(checks, before, request.delivery());
        checks.orThrow();
        var sameDay = java.util.Objects.equals(before.requestedOn(), delivery.requestedOn());
        var elsewhere = !before.equals(delivery) && !onlyTheDay(before, delivery);
        return new Change(delivery, email, phone, person, elsewhere, !sameDay);
    }

    private static boolean onlyTheDay(Delivery before, Delivery after) {
        return new Delivery(
                        before.option(),
                        before.node(),
                        after.requestedOn(),
                        before.line1(),
                        before.city(),
                        before.region(),
                        before.postalCode(),
                        before.country())
                .equals(after);
    }

    /** Writes a change under the order's lock. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(OrderId id, Change change) {
        var d = change.delivery();
        jdbc.sql("""
                update orders
                set delivery_option = :option, delivery_node = :node, delivery_requested_on = :day,
                    delivery_line1 = :line1, delivery_city = :city, delivery_region = :region,
                    delivery_postal_code = :postalCode, delivery_country = :country,
                    customer_email = coalesce(:email, customer_email),
                    customer_phone = coalesce(:phone, customer_phone),
                    pickup_person = case when :person::text is null then pickup_person else nullif(:person, '') end
                where id = :id""")
                .param("option", d.option())
                .param("node", d.node())
                .param("day", d.requestedOn())
                .param("line1", d.line1())
                .param("city", d.city())
                .param("region", d.region())
                .param("postalCode", d.postalCode())
                .param("country", d.country())
                .param("email", change.email())
                .param("phone", change.phone())
                .param("person", change.pickupPerson())
                .param("id", id.value())
                .update();
    }
}
