package org.baton.processes;

/** The processes that code refers to by name. */
public enum ProcessId {
    ORDER_INTAKE("order-intake"),
    ORDER_LIFECYCLE("order-lifecycle"),
    ORDER_CANCELLATION("order-cancellation"),
    FULFIL_SHIP_FROM_WAREHOUSE("fulfil-ship-from-warehouse"),
    FULFIL_SHIP_FROM_STORE("fulfil-ship-from-store"),
    FULFIL_PICKUP("fulfil-pickup"),
    FULFIL_LOCAL_DELIVERY("fulfil-local-delivery"),
    FULFIL_SHIP_TO_STORE("fulfil-ship-to-store"),
    NOTIFICATION_CADENCE("notification-cadence");

    private final String id;

    ProcessId(String id) {
        this.id = id;
    }

    /** The process id in the diagram, and the name of its file. */
    public String id() {
        return id;
    }
}
