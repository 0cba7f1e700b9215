package org.baton.app.runtime;

/**
 * The loopback ports of one broker: where clients and the Modeler connect, and what it needs for itself.
 *
 * @param grpc clients, Modeler
 * @param rest REST API
 * @param management health and clock
 * @param command between broker and gateway
 * @param internal between brokers
 */
record EnginePorts(int grpc, int rest, int management, int command, int internal) {

    private static final int APART = 10;

    /** @param number of the broker, from 1 */
    static EnginePorts choose(Ports ports, int number) {
        int further = (number - 1) * APART;
        return new EnginePorts(
                ports.choose(name(number, "grpc"), 26500 + further),
                ports.choose(name(number, "rest"), 18088 + further),
                ports.choose(name(number, "management"), 19600 + further),
                ports.choose(name(number, "command"), 26501 + further),
                ports.choose(name(number, "internal"), 26502 + further));
    }

    /** Has all of a broker's ports chosen anew. */
    static void giveUp(Ports ports, int number) {
        for (String port : new String[] {"grpc", "rest", "management", "command", "internal"}) {
            ports.giveUp(name(number, port));
        }
    }

    private static String name(int number, String port) {
        return number == 1 ? "engine-" + port : "engine-" + number + "-" + port;
    }
}
