package org.baton.app.journey;

import static java.util.Map.entry;

import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.baton.app.BatonApplication;
import org.baton.app.access.FirstAdminToken;
import org.baton.app.cli.demo.BatonClient;
import org.baton.app.runtime.EmbeddedPlatform;
import org.baton.app.testing.RealPlatform;
import org.baton.app.testing.SpanReceiver;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The whole application, started once for all tests that ask for it by {@code @ExtendWith(RunningBaton.class)} and a
 * parameter of this type. Its sandbox vendors are quick.
 */
public final class RunningBaton implements BeforeAllCallback, ParameterResolver {

    private static final Map<String, Object> SETTINGS = Map.ofEntries(
            entry("server.port", 0),
            entry("logging.file.name", "target/journey.log"),
            entry("baton.engine.retry-pause", "200ms"),
            entry("baton.sandbox.ships-after", "200ms"),
            entry("baton.sandbox.delivers-after", "200ms"),
            entry("baton.sandbox.poll-interval", "50ms"));

    private static Running running;

    /** Stopped before the platform that it needs: the store of the test run is closed before the JVM ends. */
    private static final class Running implements AutoCloseable {

        private final Path directory;
        private final String token;
        private final SpanReceiver spans = new SpanReceiver();
        private ConfigurableApplicationContext application;

        Running() {
            try {
                directory = Files.createTempDirectory("baton-journey-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            start();
            token = application.getBean(FirstAdminToken.class).ensure(directory).orElseThrow();
        }

        private void start() {
            EmbeddedPlatform platform = RealPlatform.get();
            application = new SpringApplicationBuilder(BatonApplication.class)
                    .registerShutdownHook(false)
                    .initializers(context -> context.getEnvironment()
                            .getPropertySources()
                            .addFirst(new org.springframework.core.env.MapPropertySource("journey", SETTINGS)))
                    .properties(Map.of(
                            "spring.datasource.url", platform.postgres().jdbcUrl(),
                            "spring.datasource.username", platform.postgres().user(),
                            "spring.datasource.password", platform.postgres().password(),
                            "baton.traces.endpoint", spans.endpoint(),
                            "baton.camunda.embedded", true,
                            "baton.camunda.grpc-address",
                                    "http://" + platform.engine().address(),
                            "baton.engine.incidents",
                                    platform.engine().incidents().toString()))
                    .run();
        }

        @Override
        public void close() throws IOException {
            application.close();
            spans.close();
            Files.deleteIfExists(directory.resolve(FirstAdminToken.FILE));
            Files.delete(directory);
        }
    }

    /** Stops the application and starts it again on the same data. */
    public void restart() {
        running.application.close();
        running.start();
    }

    /** Speaks for the admin. */
    public BatonClient client() {
        return new BatonClient(address(""), running.token);
    }

    public URI address(String path) {
        String port = running.application.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** The admin's. */
    public String token() {
        return running.token;
    }

    public CamundaClient engine() {
        return running.application.getBean(CamundaClient.class);
    }

    /** What it told a collector of traces. */
    public SpanReceiver spans() {
        return running.spans;
    }

    public JdbcClient database() {
        return running.application.getBean(JdbcClient.class);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(RunningBaton.class, key -> new Running(), Running.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningBaton.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return this;
    }
}
