package org.baton.domain.fulfilment;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.Fulfilment.FulfilmentLine;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the known kinds of store tasks do to a fulfilment, and what they want to be told:
 * <ul>
 *   <li>{@code accept}: nothing
 *   <li>{@code pick}: see {@link Picking}
 *   <li>{@code pack}, {@code stage}, {@code receive}: {@code place}, the marked place where it waits
 *   <li>{@code ship}: nothing
 *   <li>{@code hand-over}: see {@link HandOvers}
 *   <li>{@code courier}: nothing; the parcel is in the driver's hands
 *   <li>{@code take-back}: nothing; the parcel is back from the driver
 * </ul>
 * A kind that is not known here is a step that an analyst drew: it does nothing to the fulfilment, and what was
 * entered becomes process variables, checked by its form if it has one.
 */
@Service
class StoreSteps {

    private static final String HAND_OVER = "hand-over";
    private static final Set<String> REJECTABLE = Set.of("accept", "pick");
    private static final String LINES_LEFT = "linesLeft";
    private static final Set<String> RESERVED = Set.of("orderId", "fulfilmentId");
    private static final int LONGEST_PLACE = 40;

    private final FulfilmentBook fulfilments;
    private final FulfilmentProgress progress;
    private final Picking picking;
    private final HandOvers handOvers;
    private final CourierTrips trips;
    private final CarrierCollection collection;
    private final StepForms forms;

    StoreSteps(
            FulfilmentBook fulfilments,
            FulfilmentProgress progress,
            Picking picking,
            HandOvers handOvers,
            CourierTrips trips,
            CarrierCollection collection,
            StepForms forms) {
        this.fulfilments = fulfilments;
        this.progress = progress;
        this.picking = picking;
        this.handOvers = handOvers;
        this.trips = trips;
        this.collection = collection;
        this.forms = forms;
    }

    static boolean isRejectable(String kind) {
        return REJECTABLE.contains(kind);
    }

    /**
     * Checks what must be counted even if it is refused, before the step begins.
     *
     * @throws RefusedException see {@link HandOvers#verify}
     */
    void verify(Task task, Map<String, Object> entered) {
        if (task.kind().equals(HAND_OVER) && task.status().isOpen()) {
            handOvers.verify(task.fulfilmentId(), entered);
        }
    }

    /**
     * Does a step under the order's lock.
     *
     * @return the variables that its process goes on with; nothing if the step is not over yet
     */
    @Transactional
    Optional<Map<String, Object>> perform(
            Task task, FulfilmentLock.Locked locked, Map<String, Object> entered, String actor) {
        var fulfilment = locked.fulfilment();
        return switch (task.kind()) {
            case "accept" -> Optional.of(step(locked, FulfilmentStatus.ACCEPTED, actor));
            case "pick" -> Optional.of(Map.of(LINES_LEFT, picking.pick(locked, entered, actor)));
            case "pack", "stage", "receive" -> Optional.of(stage(locked, entered, actor));
            case "ship" -> Optional.of(ship(locked, actor));
            case HAND_OVER -> handOvers.perform(task, locked, entered, actor);
            case "courier" -> {
                trips.collected(fulfilment.id(), actor);
                yield Optional.of(Map.of());
            }
            case "take-back" -> Optional.of(Map.of());
            default -> Optional.of(variables(forms.of(task).check(entered)));
        };
    }

    /** What a process went on with after a step, told from what became of the fulfilment and what was entered. */
    static Map<String, Object> variablesOf(String kind, Fulfilment f, Map<String, Object> entered) {
        return switch (kind) {
            case "accept", "pick" -> Map.of(LINES_LEFT, f.units() > 0);
            case "pack", "stage", "receive", "ship", HAND_OVER, "courier", "take-back" -> Map.of();
            default -> variables(entered);
        };
    }

    /** What was entered, without the names by which processes know what they are about. */
    private static Map<String, Object> variables(Map<String, Object> entered) {
        var variables = new HashMap<>(entered);
        variables.keySet().removeAll(RESERVED);
        return variables;
    }

    private Map<String, Object> step(FulfilmentLock.Locked locked, FulfilmentStatus to, String actor) {
        progress.step(locked, to, actor);
        return Map.of(LINES_LEFT, true);
    }

    /** What is collected is ready once it is packed; where a diagram packs and stages apart, the last says where it lies. */
    private Map<String, Object> stage(FulfilmentLock.Locked locked, Map<String, Object> entered, String actor) {
        var fulfilment = locked.fulfilment();
        var checks = new FieldChecks();
        var place = entered.get("place") instanceof String text ? checks.optional("place", text, LONGEST_PLACE) : null;
        checks.orThrow();
        if (place != null) {
            fulfilments.set(fulfilment.id(), "staged_at", place);
        }
        var collectedHere =
                fulfilment.pickupCode() != null && (fulfilment.destination() == null || fulfilment.departed());
        return step(locked, collectedHere ? FulfilmentStatus.READY_FOR_PICKUP : FulfilmentStatus.PACKED, actor);
    }

    private Map<String, Object> ship(FulfilmentLock.Locked locked, String actor) {
        var fulfilment = locked.fulfilment();
        var name = fulfilment.carrier();
        var tracking = fulfilment.trackingNumber();
        if (name == null || tracking == null) {
            throw new RefusedException("no-label", "The parcel has no shipping label yet.");
        }
        progress.handedToCarrier(locked, name, tracking, actor);
        collection.tell(fulfilment);
        return Map.of();
    }

    /** All units of a fulfilment, by line number. */
    static Map<Integer, Integer> all(Fulfilment fulfilment) {
        return fulfilment.lines().stream()
                .collect(Collectors.toMap(FulfilmentLine::lineNumber, FulfilmentLine::quantity));
    }
}
