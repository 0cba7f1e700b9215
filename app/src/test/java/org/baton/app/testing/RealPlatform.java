package org.baton.app.testing;

import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.baton.app.runtime.DataDirectory;
import org.baton.app.runtime.EmbeddedPlatform;
import org.baton.app.runtime.EngineDistribution;
import org.baton.app.runtime.Progress;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * Gives integration tests the real engine and the real PostgreSQL, started once per test run in a temporary directory.
 *
 * <p>{@code @ExtendWith(RealPlatform.class)} and a parameter of type {@link EmbeddedPlatform} or {@link CamundaClient};
 * a Spring test calls {@link #properties} from its {@code @DynamicPropertySource}.
 */
public final class RealPlatform implements BeforeAllCallback, ParameterResolver {

    private static RunningPlatform running;

    /** Started when it is first asked for; stopped when the JVM of the tests ends. */
    public static synchronized EmbeddedPlatform get() {
        if (running == null) {
            running = RunningPlatform.start();
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        }
        return running.platform;
    }

    /** What a Spring test needs to use it. */
    public static void properties(DynamicPropertyRegistry registry) {
        EmbeddedPlatform platform = get();
        registry.add("spring.datasource.url", platform.postgres()::jdbcUrl);
        registry.add("spring.datasource.username", platform.postgres()::user);
        registry.add("spring.datasource.password", platform.postgres()::password);
        registry.add("baton.camunda.embedded", () -> true);
        registry.add(
                "baton.camunda.grpc-address",
                () -> "http://" + platform.engine().address());
        registry.add("baton.engine.incidents", platform.engine()::incidents);
    }

    /** Tells Baton where the build keeps the engine's archive; {@code ./baton} does it outside of tests. */
    public static void locateEngine() {
        try {
            System.setProperty(
                    EngineDistribution.ARCHIVE_PROPERTY,
                    Files.readString(Path.of("target", "engine-distribution.path"))
                            .strip());
        } catch (IOException e) {
            throw new UncheckedIOException("mvn package says where the engine is", e);
        }
    }

    /** A client that the caller closes. */
    public static CamundaClient client(String address) {
        return CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://" + address))
                .preferRestOverGrpc(false)
                .applyEnvironmentVariableOverrides(false)
                .build();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        get();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == EmbeddedPlatform.class || type == CamundaClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        get();
        return parameter.getParameter().getType() == CamundaClient.class ? running.client : running.platform;
    }

    private record RunningPlatform(
            Path directory, DataDirectory data, EmbeddedPlatform platform, CamundaClient client) {

        static RunningPlatform start() {
            locateEngine();
            try {
                Path directory = Files.createTempDirectory("baton-it-");
                DataDirectory data = DataDirectory.claim(directory);
                EmbeddedPlatform platform = EmbeddedPlatform.in(data, Progress.toConsole());
                platform.start();
                return new RunningPlatform(
                        directory,
                        data,
                        platform,
                        RealPlatform.client(platform.engine().address()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void close() {
            client.close();
            platform.close();
            data.close();
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
