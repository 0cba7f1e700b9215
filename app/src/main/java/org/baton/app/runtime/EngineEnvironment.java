package org.baton.app.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tells the engine, by its own variables, to keep its data with Baton's and to listen on loopback alone. */
final class EngineEnvironment {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String CLOCK = "ZEEBE_CLOCK_CONTROLLED";

    /** What a user has set for another engine, or for Baton, is not meant for this one. */
    private static final List<String> FOREIGN =
            List.of("ZEEBE_", "CAMUNDA_", "SPRING_", "SERVER_", "MANAGEMENT_", "LOGGING_", "BATON_", "JAVA_OPTS");

    private EngineEnvironment() {}

    /**
     * @param directory of the whole engine
     * @param ports of all its brokers
     */
    static void apply(
            Map<String, String> environment, Path directory, EngineNode node, Ports ports, String managementPath)
            throws IOException {
        Path home = node.home(directory);
        String clock = environment.getOrDefault(CLOCK, "false");
        environment.keySet().removeIf(name -> FOREIGN.stream().anyMatch(name::startsWith));
        environment.put(CLOCK, clock);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS", node.memory() + " -XX:+UseSerialGC");
        threads(environment);
        state(environment);
        network(environment, node.ports(ports), managementPath);
        cluster(environment, node, node.contacts(ports));
        environment.put("ZEEBE_BROKER_DATA_DIRECTORY", node.data(directory).toString());
        logging(environment, home);
        incidents(environment, home, directory.resolve("incidents"));
    }

    /** It shares the processors with Baton and PostgreSQL; a partition is worked on by one thread at a time anyway. */
    private static void threads(Map<String, String> environment) {
        var half = Integer.toString(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        environment.put("ZEEBE_BROKER_THREADS_CPUTHREADCOUNT", half);
        environment.put("ZEEBE_BROKER_THREADS_IOTHREADCOUNT", half);
        sleeping(environment);
    }

    /**
     * Whoever has work for one of these threads wakes it, and without work it looks once in 20 ms. Left alone, it would get
     * there after each piece of work by fifteen looks, after pauses that double from a microsecond.
     */
    private static void sleeping(Map<String, String> environment) {
        environment.put("ZEEBE_ACTOR_IDLE_MAXSPINS", "1");
        environment.put("ZEEBE_ACTOR_IDLE_MAXYIELDS", "1");
        environment.put("ZEEBE_ACTOR_IDLE_MINPARKPERIOD", "20ms");
        environment.put("ZEEBE_ACTOR_IDLE_MAXPARKPERIOD", "20ms");
    }

    /**
     * What was deleted stands in the way of a search until the engine's database has written it out and merged it, and every
     * order that begins leaves such a thing under the same key. So it writes out 10 MB at a time instead of 170, and merges
     * four of them instead of six: some seconds instead of minutes of a busy hour.
     */
    private static void state(Map<String, String> environment) {
        environment.put("ZEEBE_BROKER_EXPERIMENTAL_ROCKSDB_MEMORYLIMIT", "64MB");
        environment.put("ZEEBE_BROKER_EXPERIMENTAL_ROCKSDB_MAXWRITEBUFFERNUMBER", "4");
        environment.put("ZEEBE_BROKER_EXPERIMENTAL_ROCKSDB_MINWRITEBUFFERNUMBERTOMERGE", "1");
    }

    private static void network(Map<String, String> environment, EnginePorts ports, String managementPath) {
        environment.putAll(Map.of(
                "SERVER_ADDRESS",
                LOOPBACK,
                "SERVER_PORT",
                Integer.toString(ports.rest()),
                "MANAGEMENT_SERVER_ADDRESS",
                LOOPBACK,
                "MANAGEMENT_SERVER_PORT",
                Integer.toString(ports.management()),
                "ZEEBE_BROKER_NETWORK_HOST",
                LOOPBACK,
                "ZEEBE_BROKER_NETWORK_ADVERTISEDHOST",
                LOOPBACK,
                "ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT",
                Integer.toString(ports.command()),
                "ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT",
                Integer.toString(ports.internal()),
                "ZEEBE_BROKER_GATEWAY_NETWORK_HOST",
                LOOPBACK,
                "ZEEBE_BROKER_GATEWAY_NETWORK_PORT",
                Integer.toString(ports.grpc())));
        environment.put("ZEEBE_BROKER_GATEWAY_CLUSTER_HOST", LOOPBACK);
        environment.put("MANAGEMENT_ENDPOINTS_WEB_BASE_PATH", managementPath);
    }

    /** As many partitions as brokers, each kept by all of them. */
    private static void cluster(Map<String, String> environment, EngineNode node, String contacts) {
        String brokers = Integer.toString(node.of());
        environment.put("ZEEBE_BROKER_CLUSTER_NODEID", Integer.toString(node.number() - 1));
        environment.put("ZEEBE_BROKER_CLUSTER_CLUSTERSIZE", brokers);
        environment.put("ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT", brokers);
        environment.put("ZEEBE_BROKER_CLUSTER_REPLICATIONFACTOR", brokers);
        environment.put("ZEEBE_BROKER_CLUSTER_INITIALCONTACTPOINTS", contacts);
        environment.put("ZEEBE_BROKER_GATEWAY_CLUSTER_INITIALCONTACTPOINTS", contacts);
    }

    private static void logging(Map<String, String> environment, Path home) throws IOException {
        Path file = home.resolve("log4j2.xml");
        try (InputStream in = EngineEnvironment.class.getResourceAsStream("/engine-log4j2.xml")) {
            Files.copy(Objects.requireNonNull(in), file, StandardCopyOption.REPLACE_EXISTING);
        }
        environment.put("LOG4J_CONFIGURATION_FILE", file.toString());
        environment.put("LOGGING_CONFIG", file.toString());
        environment.put("BATON_ENGINE_LOGS", home.resolve("logs").toString());
    }

    /** @param incidents one place for all brokers, because a partition may be led by another one tomorrow */
    private static void incidents(Map<String, String> environment, Path home, Path incidents) throws IOException {
        environment.put("ZEEBE_BROKER_EXPORTERS_BATON_CLASSNAME", ExporterJar.CLASS_NAME);
        environment.put(
                "ZEEBE_BROKER_EXPORTERS_BATON_JARPATH", ExporterJar.write(home).toString());
        environment.put("ZEEBE_BROKER_EXPORTERS_BATON_ARGS_DIRECTORY", incidents.toString());
    }
}
