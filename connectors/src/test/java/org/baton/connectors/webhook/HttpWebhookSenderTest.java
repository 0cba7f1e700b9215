package org.baton.connectors.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.webhook.WebhookSender.Answer;
import org.baton.domain.webhook.WebhookSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpWebhookSenderTest {

    private static final byte[] BODY = "{\"id\":\"evt_1\"}".getBytes(StandardCharsets.UTF_8);

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch silence = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void receive() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/ok", exchange -> {
            received.add(exchange.getRequestHeaders().getFirst("webhook-id") + " "
                    + exchange.getRequestHeaders().getFirst("content-type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.createContext("/later", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "120");
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().add("Location", "/ok");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                while (silence.getCount() > 0) {
                    out.write(new byte[1 << 16]);
                }
            } catch (IOException e) {
                received.add("hung up");
            }
        });
        server.createContext("/silent", exchange -> {
            try {
                silence.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        silence.countDown();
        server.stop(0);
    }

    private static HttpWebhookSender sender(boolean loopback, boolean privateAddresses, Duration timeout) {
        return new HttpWebhookSender(new WebhookSettings(
                "/baton",
                loopback,
                privateAddresses,
                timeout,
                Duration.ofMinutes(1),
                List.of(),
                Duration.ofDays(30),
                Duration.ofDays(1)));
    }

    private Answer post(String path) {
        return post(path, Duration.ofSeconds(30));
    }

    private Answer post(String path, Duration timeout) {
        return sender(true, false, timeout)
                .post(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path),
                        Map.of("webhook-id", "evt_1", "content-type", "application/cloudevents+json"),
                        BODY);
    }

    @Test
    void shouldPostTheBodyWithItsHeaders() {
        assertThat(post("/ok")).isEqualTo(new Answer(204, null));
        assertThat(received).containsExactly("evt_1 application/cloudevents+json {\"id\":\"evt_1\"}");
    }

    @Test
    void shouldTellWhenTheReceiverWantsToBeAskedAgain() {
        assertThat(post("/later")).isEqualTo(new Answer(503, Duration.ofMinutes(2)));
    }

    @Test
    void shouldNotGoWhereItIsLed() {
        assertThat(post("/elsewhere").status()).isEqualTo(307);
        assertThat(received).isEmpty();
    }

    @Test
    void shouldNotReadAnAnswerWithoutAnEnd() {
        assertThat(post("/endless").status()).isEqualTo(200);
    }

    @Test
    void shouldNotWaitForeverForAnAnswer() {
        assertThatThrownBy(() -> post("/silent", Duration.ofMillis(300)))
                .isInstanceOf(GatewayUnavailableException.class);
    }

    @Test
    void shouldTellWhenNobodyIsThere() {
        server.stop(0);
        assertThatThrownBy(() -> post("/ok")).isInstanceOf(GatewayUnavailableException.class);
    }

    @Test
    void shouldNotCallThisMachineUnlessItMay() {
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ok");

        assertThatThrownBy(() -> sender(false, true, Duration.ofSeconds(5)).post(address, Map.of(), BODY))
                .isInstanceOf(GatewayRejectedException.class);
        assertThat(received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "localhost",
                "[::1]",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "[fe80::1]",
                "[fd00::1]",
                "[::ffff:10.0.0.1]",
                "[64:ff9b::a00:1]",
                "[2002:a00:1::]",
                "[::]",
                "2130706433"
            })
    void shouldRefuseThisMachineAndPrivateNetworks(String host) {
        var refusal = sender(false, false, Duration.ofSeconds(5)).refusal(URI.create("https://" + host + "/hook"));

        assertThat(refusal).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.215.14", "8.8.8.8", "[2606:4700::1111]", "172.32.0.1", "100.128.0.1"})
    void shouldNotRefusePublicAddresses(String host) {
        assertThat(sender(false, false, Duration.ofSeconds(5)).refusal(URI.create("https://" + host + "/hook")))
                .isEmpty();
    }

    @Test
    void shouldCallPrivateNetworksWhenToldThatItMay() {
        var allowed = sender(false, true, Duration.ofSeconds(5));

        assertThat(allowed.refusal(URI.create("https://10.1.2.3/hook"))).isEmpty();
        assertThat(allowed.refusal(URI.create("https://127.0.0.1/hook"))).isPresent();
    }
}
