package org.baton.app.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Camunda Operate in the embedded engine's own JVM, for looking at instances and incidents. Camunda lets it be used
 * without a licence for development, test and evaluation only.
 */
final class Operate {

    /** Who signs in. */
    static final String USER = "baton";

    private static final String EXPORTER = "opensearch";
    /** What the engine with Operate and the search engine take, and some room to work in. */
    private static final long MEMORY_NEEDED = 1_200L * 1024 * 1024;

    private final EmbeddedSearch search;
    private final Path secret;
    private final String password;
    private final boolean isNew;

    private Operate(EmbeddedSearch search, Path secret, String password, boolean isNew) {
        this.search = search;
        this.secret = secret;
        this.password = password;
        this.isNew = isNew;
    }

    /** Nothing is started yet; fails when this machine has no room for it. Data goes to {@code <data>/operate}. */
    static Operate in(DataDirectory data, Ports ports, Progress progress) {
        FreeMemory.require("The engine with Operate", MEMORY_NEEDED, "start without --operate");
        OperateLibraries libraries = OperateLibraries.named();
        var ignored = libraries.classPath();
        Path home = data.directory("operate");
        Path secret = data.root().resolve("operate-password");
        boolean isNew = !Files.exists(secret);
        try {
            if (isNew) {
                OwnerOnly.write(secret, OwnerOnly.secret(10) + "\n");
            }
            String password = Files.readString(secret, StandardCharsets.UTF_8).strip();
            return new Operate(new EmbeddedSearch(home, ports, libraries, progress), secret, password, isNew);
        } catch (IOException e) {
            throw new StartFailure("The password of Operate cannot be kept in " + secret + ": " + e, e);
        }
    }

    /** To be started before the engine and stopped after it. */
    EmbeddedSearch search() {
        return search;
    }

    /** How to get in; the password itself only when it has just been made. */
    String signIn() {
        return "user " + USER + ", password " + (isNew ? password + ", kept in " : "in ") + secret;
    }

    /** Lets the engine run Operate and tell it everything. */
    void apply(Map<String, String> environment, EnginePorts ports) {
        String url = search.url();
        environment.put("SPRING_PROFILES_ACTIVE", "operate,broker,auth");
        environment.put("CAMUNDA_DATABASE_TYPE", "opensearch");
        environment.put("CAMUNDA_DATABASE_URL", url);
        environment.put("CAMUNDA_OPERATE_DATABASE", "opensearch");
        environment.put("CAMUNDA_OPERATE_OPENSEARCH_URL", url);
        environment.put("CAMUNDA_OPERATE_ZEEBEOPENSEARCH_URL", url);
        environment.put("CAMUNDA_OPERATE_ZEEBE_GATEWAYADDRESS", "127.0.0.1:" + ports.grpc());
        environment.put("CAMUNDA_OPERATE_USERID", USER);
        environment.put("CAMUNDA_OPERATE_DISPLAYNAME", USER);
        environment.put("CAMUNDA_OPERATE_PASSWORD", password);
        String exporter = "ZEEBE_BROKER_EXPORTERS_OPENSEARCH_";
        environment.put(exporter + "CLASSNAME", "io.camunda.zeebe.exporter.opensearch.OpensearchExporter");
        environment.put(exporter + "ARGS_URL", url);
        environment.put(exporter + "ARGS_BULK_DELAY", "1");
        environment.put(exporter + "ARGS_INDEX_NUMBEROFSHARDS", "1");
    }

    /** An engine that once ran without this exporter leaves it off until it is told otherwise. */
    void letEngineExport(String managementUrl) throws IOException {
        String exporters = managementUrl + "/exporters";
        boolean off = JsonMapper.shared()
                .readTree(new HttpProbe(exporters).get())
                .valueStream()
                .filter(exporter -> exporter.path("exporterId").asString("").equals(EXPORTER))
                .noneMatch(exporter -> exporter.path("status").asString("").equals("ENABLED"));
        if (off) {
            var ignored = new HttpProbe(exporters + "/" + EXPORTER + "/enable").post();
        }
    }
}
