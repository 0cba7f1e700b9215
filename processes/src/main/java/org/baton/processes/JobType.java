package org.baton.processes;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The catalogue of the work a diagram may ask for: what each job type needs, gives back and may refuse with. Workers,
 * diagrams and the model check are all held against it.
 */
public enum JobType {
    ORDER_ACCEPT_ORDER(
            "order-accept-order",
            job().in("order").out("orderId", "alreadyAccepted").refuses(ErrorCode.ORDER_REFUSED)),
    ORDER_SCREEN_ORDER("order-screen-order", job().in("orderId").out("screening", "holdExpiresAfter", "sourceAt")),
    ORDER_COMPLETE_ORDER("order-complete-order", job().in("orderId").out("orderOutcome", "partlyCancelled")),
    ORDER_CANCEL_BACKORDER("order-cancel-backorder", job().in("orderId")),
    ORDER_CANCEL_ORDER("order-cancel-order", job().in("orderId")),
    PAYMENT_AUTHORISE_PAYMENT("payment-authorise-payment", job().in("orderId").refuses(ErrorCode.PAYMENT_DECLINED)),
    PAYMENT_CAPTURE_PAYMENT("payment-capture-payment", job().in("orderId", "fulfilmentId")),
    PAYMENT_VOID_PAYMENT("payment-void-payment", job().in("orderId")),
    ROUTING_SOURCE_ORDER("routing-source-order", job().in("orderId").out("fulfilments", "backorderExpiresAfter")),
    INVENTORY_RELEASE_STOCK("inventory-release-stock", job().in("orderId")),
    FULFILMENT_CANCEL_FULFILMENTS("fulfilment-cancel-fulfilments", job().in("orderId")),
    FULFILMENT_RELEASE_TO_WAREHOUSE("fulfilment-release-to-warehouse", job().in("orderId", "fulfilmentId")),
    FULFILMENT_REJECT_UNACCEPTED("fulfilment-reject-unaccepted", job().in("orderId", "fulfilmentId")),
    FULFILMENT_RETURN_TO_STOCK(
            "fulfilment-return-to-stock", job().in("orderId", "fulfilmentId").out("returned")),
    FULFILMENT_DISPATCH_COURIER(
            "fulfilment-dispatch-courier", job().in("orderId", "fulfilmentId").refuses(ErrorCode.COURIER_REFUSED)),
    FULFILMENT_BUY_LABEL("fulfilment-buy-label", job().in("orderId", "fulfilmentId")),
    /** Sends what its header {@code message} names; reads {@code fulfilmentId} too where there is one. */
    NOTIFICATION_SEND_MESSAGE(
            "notification-send-message", job().headers("message").in("orderId")),
    NOTIFICATION_SEND_DUE(
            "notification-send-due", job().in("cadenceId", "nextDueAt").out("moreToCome", "nextDueAt")),
    /** Every user task of every diagram: the engine names the type, the header {@code kind} says which task it is. */
    STORE_TASK(
            "io.camunda.zeebe:userTask",
            job().headers("kind", "title").in("orderId", "fulfilmentId").out("linesLeft"));

    private static final String WORKERS = "org.baton.workers.";

    private final String type;
    private final Contract contract;

    JobType(String type, Contract contract) {
        this.type = type;
        this.contract = contract;
    }

    /** The string that a diagram writes as the task's job type. */
    public String type() {
        return type;
    }

    /** Headers the diagram has to fill in. */
    public List<String> requiredHeaders() {
        return contract.headers;
    }

    /** Variables the worker reads and cannot do without. */
    public List<String> inputs() {
        return contract.inputs;
    }

    /** Variables the worker always hands back. */
    public List<String> outputs() {
        return contract.outputs;
    }

    /** Business refusals the worker may throw and the diagram has to catch. */
    public List<ErrorCode> errors() {
        return contract.errors;
    }

    /** The package of the worker, the folder of the diagrams and the first word of the job type are the same word. */
    public String capability() {
        return this == STORE_TASK ? "fulfilment" : type.substring(0, type.indexOf('-'));
    }

    /** From a box in a diagram to its code: {@code order-accept-order} is {@code org.baton.workers.order.AcceptOrderWorker}. */
    public String workerClassName() {
        return WORKERS + capability() + "." + workerSimpleName();
    }

    private String workerSimpleName() {
        if (this == STORE_TASK) {
            return "StoreTaskWorker";
        }
        String[] words = type.substring(type.indexOf('-') + 1).split("-", -1);
        return Arrays.stream(words)
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(joining("", "", "Worker"));
    }

    /** Finds the entry for what a diagram wrote, empty when nobody serves that job type. */
    public static Optional<JobType> of(String type) {
        return Arrays.stream(values()).filter(it -> it.type.equals(type)).findFirst();
    }

    private static Contract job() {
        return new Contract(List.of(), List.of(), List.of(), List.of());
    }

    private record Contract(List<String> headers, List<String> inputs, List<String> outputs, List<ErrorCode> errors) {

        Contract headers(String... names) {
            return new Contract(List.of(names), inputs, outputs, errors);
        }

        Contract in(String... names) {
            return new Contract(headers, List.of(names), outputs, errors);
        }

        Contract out(String... names) {
            return new Contract(headers, inputs, List.of(names), errors);
        }

        Contract refuses(ErrorCode... codes) {
            return new Contract(headers, inputs, outputs, List.of(codes));
        }
    }
}
