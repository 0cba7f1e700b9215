package org.baton.app.runtime;

/**
 * The engine's loopback ports: where clients and the Modeler connect, and what it needs for itself.
 *
 * @param grpc clients, Modeler
 * @param rest REST API
 * @param management health and clock
 * @param command between broker and gateway
 * @param internal between brokers
 */
record EnginePorts(int grpc, int rest, int management, int command, int internal) {

    static EnginePorts choose(Ports ports) {
        return new EnginePorts(
                ports.choose("engine-grpc", 26500),
                ports.choose("engine-rest", 18088),
                ports.choose("engine-management", 19600),
                ports.choose("engine-command", 26501),
                ports.choose("engine-internal", 26502));
    }
}
