package org.baton.domain.fulfilment;

import static org.baton.domain.fulfilment.FulfilmentLock.sum;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.inventory.RejectionReason;
import org.baton.domain.inventory.Reservations;
import org.baton.domain.order.OrderBook;
import org.baton.domain.order.OrderBook.Counter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The moment at the counter or at the car: who collects is checked first, then the goods change hands, all of them or
 * some, and it is written down who gave what to whom.
 *
 * <p>What an associate enters: {@code code}, {@code qr} or {@code idChecked} = true; {@code recipient}, the name on the
 * ID; {@code taken} = [{sku, quantity}], all if it is missing; {@code refused} = [{sku, quantity}], what the customer
 * does not want, with {@code refusedReason} unwanted or damaged. What is in neither waits on.
 */
@Service
public class HandOvers {

    private static final String UNWANTED = "unwanted";

    private final FulfilmentBook fulfilments;
    private final FulfilmentLock locks;
    private final HandOverBook book;
    private final OrderBook orders;
    private final Reservations reservations;
    private final GoodsBack goodsBack;

    HandOvers(
            FulfilmentBook fulfilments,
            FulfilmentLock locks,
            HandOverBook book,
            OrderBook orders,
            Reservations reservations,
            GoodsBack goodsBack) {
        this.fulfilments = fulfilments;
        this.locks = locks;
        this.book = book;
        this.orders = orders;
        this.reservations = reservations;
        this.goodsBack = goodsBack;
    }

    /**
     * Checks who collects before anything is handed over; wrong codes are counted, and too many lock the hand-over.
     *
     * @throws RefusedException with code {@code wrong-code}, {@code code-locked} or {@code not-named}
     */
    @Transactional(noRollbackFor = RefusedException.class)
    public void verify(FulfilmentId id, Map<String, Object> entered) {
        if (Boolean.TRUE.equals(entered.get("idChecked"))) {
            demandNamed(id, entered.get("recipient"));
            return;
        }
        // Locked, so that guesses made at once are counted one by one.
        var wrongCodes = fulfilments.wrongCodes(id);
        var fulfilment = fulfilments.get(id);
        if (wrongCodes >= fulfilment.mostWrongCodes()) {
            throw new RefusedException("code-locked", "Too many wrong codes: check the customer's ID instead.");
        }
        var code = codeFor(id, entered);
        if (code == null || !code.equals(fulfilment.pickupCode())) {
            fulfilments.set(id, "wrong_codes", wrongCodes + 1);
            throw new RefusedException("wrong-code", "This is not the code of this order.");
        }
    }

    private static @Nullable Object codeFor(FulfilmentId id, Map<String, Object> entered) {
        return entered.get("qr") instanceof String qr
                ? PickupQr.read(qr)
                        .filter(read -> read.fulfilment().equals(id))
                        .map(PickupQr::code)
                        .orElse(null)
                : entered.get("code");
    }

    /** An ID proves a name: it must be the customer's, or that of the person whom the customer named. */
    private void demandNamed(FulfilmentId id, @Nullable Object recipient) {
        if (!(recipient instanceof String name) || name.isBlank()) {
            return;
        }
        var order = orders.get(id.order());
        var named = plain(name);
        var customer = order.customer().name();
        var isCustomer = customer != null && plain(customer).equals(named);
        if (!isCustomer
                && orders.pickupPerson(order.id())
                        .map(HandOvers::plain)
                        .filter(named::equals)
                        .isEmpty()) {
            throw new RefusedException(
                    "not-named", "The ID is neither the customer's nor that of somebody whom the customer named.");
        }
    }

    private static String plain(String name) {
        return name.strip().replaceAll("\\s+", " ").toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * Hands over what was entered.
     *
     * @return what the process goes on with; nothing while some goods still wait to be collected
     */
    @Transactional
    Optional<Map<String, Object>> perform(
            Task task, FulfilmentLock.Locked locked, Map<String, Object> entered, String actor) {
        var f = locked.orRefuse();
        var checks = new FieldChecks();
        var refused = units(f, entered, "refused", checks);
        var taken = entered.get("taken") == null ? without(f.waiting(), refused) : units(f, entered, "taken", checks);
        var condition = condition(entered, checks);
        var left = without(without(f.waiting(), refused), taken);
        if (left.values().stream().anyMatch(units -> units < 0)) {
            checks.add("taken", "out-of-range", "More than waits to be collected.");
        } else if (sum(taken) + sum(refused) == 0) {
            checks.add("taken", "required", "Say what was taken or refused.");
        }
        checks.orThrow();
        left.values().removeIf(units -> units == 0);
        refuse(f, refused, condition);
        take(f, taken);
        book.insert(f.id(), task.id(), actor, entered, taken, refused);
        return closed(f, taken, refused, left, actor);
    }

    private Optional<Map<String, Object>> closed(
            Fulfilment f,
            Map<Integer, Integer> taken,
            Map<Integer, Integer> refused,
            Map<Integer, Integer> left,
            String actor) {
        var data = new HashMap<String, Object>(Map.of("units", sum(taken)));
        if (!refused.isEmpty()) {
            data.put("refused", sum(refused));
        }
        if (left.isEmpty()) {
            var everTaken = f.units() - sum(f.waiting()) + sum(taken) > 0;
            fulfilments.status(f.id(), everTaken ? FulfilmentStatus.PICKED_UP : FulfilmentStatus.RETURNED_TO_STOCK);
            locks.event(f, everTaken ? "fulfilment-picked-up" : "fulfilment-refused", actor, data);
            book.served(f.id());
        } else {
            data.put("left", sum(left));
            locks.event(f, "fulfilment-partly-picked-up", actor, data);
        }
        var ignored = orders.settle(f.orderId());
        return left.isEmpty() ? Optional.of(Map.of()) : Optional.empty();
    }

    private void take(Fulfilment f, Map<Integer, Integer> taken) {
        if (taken.isEmpty()) {
            return;
        }
        if (!f.departed()) {
            reservations.ship(f.id(), taken, "shipment/" + sum(f.waiting()));
        }
        orders.move(f.orderId(), Counter.ALLOCATED, Counter.FULFILLED, taken);
        fulfilments.handedOver(f.id(), taken);
    }

    private void refuse(Fulfilment f, Map<Integer, Integer> refused, RejectionReason condition) {
        if (refused.isEmpty()) {
            return;
        }
        goodsBack.toStock(f, refused, condition, "refused/" + f.units());
        orders.move(f.orderId(), Counter.ALLOCATED, Counter.CANCELLED, refused);
        fulfilments.withdrawn(f.id(), refused);
    }

    private static RejectionReason condition(Map<String, Object> entered, FieldChecks checks) {
        var word = String.valueOf(entered.getOrDefault("refusedReason", UNWANTED));
        return switch (word) {
            case UNWANTED -> RejectionReason.NO_VARIANCE;
            case "damaged" -> RejectionReason.DAMAGED;
            default -> {
                checks.add("refusedReason", "unknown-value", "One of unwanted, damaged.");
                yield RejectionReason.NO_VARIANCE;
            }
        };
    }

    private static Map<Integer, Integer> units(
            Fulfilment f, Map<String, Object> entered, String field, FieldChecks checks) {
        return entered.get(field) == null
                ? Map.of()
                : UnitsEntered.byLine(
                        f.waitingLines(), UnitsEntered.read(entered.get(field), field, checks), field, checks);
    }

    private static Map<Integer, Integer> without(Map<Integer, Integer> units, Map<Integer, Integer> less) {
        var left = new TreeMap<Integer, Integer>(units);
        less.forEach((line, gone) -> left.merge(line, -gone, Integer::sum));
        left.values().removeIf(n -> n == 0);
        return left;
    }
}
