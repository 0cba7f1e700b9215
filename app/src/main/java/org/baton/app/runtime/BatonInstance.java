package org.baton.app.runtime;

import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.baton.app.BatonApplication;
import org.baton.app.access.FirstAdminToken;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * One running Baton: data directory, database, engine, application. Whatever has been started is stopped in the
 * opposite order: intake and workers, then the engine, then the database.
 */
public final class BatonInstance implements AutoCloseable {

    private final RunOptions options;
    private final ExternalServices external;
    private final Progress progress;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean closing;
    private volatile boolean ready;

    public BatonInstance(RunOptions options, Map<String, String> environment, Progress progress) {
        this.options = options;
        this.external = new ExternalServices(environment);
        this.progress = progress;
    }

    /** Returns when Baton is ready; throws {@link StartFailure} with nothing left running when it cannot be. */
    public void start() {
        try {
            requireFreePort();
            DataDirectory data = keep(DataDirectory.claim(options.data()));
            progress.say("Data", data.root().toString());
            EmbeddedPlatform platform = keep(EmbeddedPlatform.of(data, progress, parts()));
            platform.start();
            progress.say("Baton", "starting");
            var context = application(data, properties(data, platform)).run();
            announceAdmin(data, context.getBean(FirstAdminToken.class));
            progress.say("Console", "http://127.0.0.1:" + options.port() + "/console");
            platform.operate().ifPresent(operate -> announceOperate(platform.engine(), operate));
            announceReady();
        } catch (RuntimeException e) {
            close();
            throw e instanceof StartFailure failure ? failure : failure(e);
        }
    }

    private EmbeddedPlatform.Parts parts() {
        if (options.operate() && external.hasCluster()) {
            throw new StartFailure("--operate shows the embedded engine, and " + ExternalServices.GRPC_ADDRESS
                    + " names a cluster of your own: use that one's Operate.");
        }
        return new EmbeddedPlatform.Parts(
                !external.hasDatabase(), !external.hasCluster(), options.operate(), options.brokers());
    }

    private void requireFreePort() {
        if (!Ports.isFree(options.port())) {
            throw portTaken(null);
        }
    }

    private StartFailure portTaken(@Nullable Throwable cause) {
        return new StartFailure(
                "Port " + options.port() + " is taken. Stop what listens there, or choose another with --port N.",
                cause);
    }

    private SpringApplication application(DataDirectory data, Map<String, Object> properties) {
        SpringApplication application = new SpringApplication(BatonApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(Map.of(
                "logging.file.name", data.directory("logs").resolve("baton.log").toString()));
        application.addInitializers(context -> {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("baton-run", properties));
            context.getBeanFactory().registerSingleton("progress", progress);
            keep((ConfigurableApplicationContext) context);
        });
        return application;
    }

    private Map<String, Object> properties(DataDirectory data, EmbeddedPlatform platform) {
        Map<String, Object> properties = new LinkedHashMap<>(external.properties());
        properties.put("server.port", options.port());
        properties.put("baton.data", data.root().toString());
        if (!external.hasDatabase()) {
            properties.put("spring.datasource.url", platform.postgres().jdbcUrl());
            properties.put("spring.datasource.username", platform.postgres().user());
            properties.put("spring.datasource.password", platform.postgres().password());
        }
        if (!external.hasCluster()) {
            EmbeddedEngine engine = platform.engine();
            properties.put("baton.camunda.embedded", true);
            properties.put("baton.webhooks.loopback", true); // everything is on this machine: try webhooks out on it
            properties.put("baton.camunda.grpc-address", "http://" + engine.address());
            properties.put("baton.camunda.rest-address", "http://" + engine.restAddress());
            properties.put("baton.engine.incidents", engine.incidents().toString());
        }
        return properties;
    }

    private void announceAdmin(DataDirectory data, FirstAdminToken admin) {
        admin.ensure(data.root())
                .ifPresent(token -> progress.say(
                        "Admin", "token " + token + ", kept in " + data.root().resolve(FirstAdminToken.FILE)));
    }

    private void announceOperate(EmbeddedEngine engine, Operate operate) {
        progress.say("Operate", "http://" + engine.restAddress() + "/operate, " + operate.signIn());
        progress.say("Operate", "for evaluation, development and test only: production needs a licence from Camunda");
    }

    private void announceReady() {
        double seconds = (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1000.0;
        System.out.printf("Baton is ready after %.1f s: http://127.0.0.1:%d%n", seconds, options.port());
        System.out.flush();
        ready = true;
    }

    private StartFailure failure(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException) {
                return portTaken(e);
            }
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new StartFailure(
                "Baton did not start: "
                        + String.valueOf(root.getMessage()).lines().findFirst().orElse("") + " ("
                        + root.getClass().getSimpleName() + "); the log is "
                        + options.data().resolve("logs").resolve("baton.log"),
                e);
    }

    /** Remembers what is to be stopped; stops it at once when stopping has begun. */
    private <T extends AutoCloseable> T keep(T part) {
        synchronized (started) {
            if (!closing) {
                started.push(part);
                return part;
            }
        }
        closeQuietly(part);
        throw new StartFailure("Baton was stopped before it was ready.");
    }

    /** Waits until {@link #close} has ended. */
    public void awaitStopped() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        boolean first;
        synchronized (started) {
            first = !closing;
            closing = true;
        }
        if (!first) {
            awaitStopped();
            return;
        }
        try {
            for (AutoCloseable part : started) {
                if (part instanceof ConfigurableApplicationContext) {
                    progress.say("Baton", "stopping: no new orders, workers finish");
                }
                closeQuietly(part);
            }
            if (ready) {
                progress.say("Baton", "stopped; the next start goes on where this one was");
            }
        } finally {
            stopped.countDown();
        }
    }

    private void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            progress.say("Baton", "could not stop " + part.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
