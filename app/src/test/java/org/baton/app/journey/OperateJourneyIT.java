package org.baton.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.baton.app.access.FirstAdminToken;
import org.baton.app.cli.demo.BatonClient;
import org.baton.app.runtime.BatonInstance;
import org.baton.app.runtime.RunOptions;
import org.baton.app.testing.BrowserPage;
import org.baton.app.testing.Chromium;
import org.baton.app.testing.RealPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * {@code ./baton run --operate} as an operator uses it, in a real browser: an order whose warehouse was down is found,
 * understood and retried. What it looked like is kept in target/operate-screenshots; docs/operations.md shows it. It
 * needs what the profile {@code operate} fetches, and is skipped without.
 */
class OperateJourneyIT {

    private static final Path SHOTS = Path.of("target", "operate-screenshots");
    private static final String LIBRARIES = "baton.operate.libraries";

    private static final String DIAGRAM = "document.querySelectorAll('.djs-element').length > 10";

    /** The list of incidents slides in. */
    private static final String STILL = "document.getAnimations().every(a => a.playState !== 'running')";

    @TempDir
    private Path directory;

    private final List<String> said = new CopyOnWriteArrayList<>();

    @Test
    void shouldShowAnIncidentAndLetAnOperatorRetryIt() throws IOException {
        assumeTrue(System.getProperty(LIBRARIES) != null, "skipped: run with -P operate");
        var program = Chromium.find();
        assumeTrue(program.isPresent(), "skipped: this machine has no Chromium on its PATH");
        RealPlatform.locateEngine();
        int port = freePort();
        var options = new RunOptions(port, directory, true, null);
        try (var baton = new BatonInstance(options, Map.of(), (who, what) -> said.add(who + " " + what));
                var browser = Chromium.start(program.orElseThrow())) {
            baton.start();
            var client = new BatonClient(
                    URI.create("http://127.0.0.1:" + port),
                    Files.readString(directory.resolve(FirstAdminToken.FILE)).strip());
            var shop = new Shop(client);
            var order = orderWhoseWarehouseIsDown(shop);
            var incident = client.all("/incidents?orderId=" + order.id()).getFirst();

            var page = browser.page();
            page.size(1280, 800);
            signIn(page);
            lookAtTheOrder(page, order);
            retry(page, incident);

            order.becomes("FULFILLED");
            assertThat(order.sandbox("warehouse")).contains("release");
            assertThat(client.all("/incidents?status=open&orderId=" + order.id()))
                    .isEmpty();
        }
        assertThat(Files.getPosixFilePermissions(directory.resolve("operate-password")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    /** The sandbox's warehouse leaves all tries of the job unanswered, and is back for the next. */
    private static Placed orderWhoseWarehouseIsDown(Shop shop) {
        var sku = shop.product();
        shop.counts(shop.warehouse(Shop.INDIANAPOLIS), sku, 10);
        var order = shop.place(shop.order().with(sku, 2).to("SANDBOX WAREHOUSE LONG OUTAGE"));
        await().atMost(Duration.ofSeconds(120))
                .until(() -> !shop.client
                        .all("/incidents?status=open&orderId=" + order.id())
                        .isEmpty());
        return order;
    }

    private void signIn(BrowserPage page) throws IOException {
        page.goTo(operate());
        page.fill("input[name=username]", "baton");
        page.fill("input[name=password]", password());
        page.enter();
        page.waitFor("body", "Dashboard");
    }

    /** The process that conducts the order: its diagram, and the business ids as variables. */
    private void lookAtTheOrder(BrowserPage page, Placed order) {
        page.goTo(operate() + "/processes/"
                + order.now().path("processInstanceKey").asString(""));
        page.waitFor("body", "orderNumber");
        page.waitFor("body", order.id());
        page.waitUntil(DIAGRAM);
        page.screenshot(SHOTS.resolve("operate-order.png"));
    }

    private void retry(BrowserPage page, JsonNode incident) {
        page.goTo(
                operate() + "/processes/" + incident.path("processInstanceKey").asString(""));
        page.waitFor("body", "fulfilmentId");
        page.waitFor("body", "1 Incident");
        page.waitUntil(DIAGRAM);
        page.screenshot(SHOTS.resolve("operate-stuck.png"));
        page.tap("button", "1 Incident");
        page.waitFor("body", "Retry this incident when that is mended");
        page.waitUntil(STILL);
        page.screenshot(SHOTS.resolve("operate-incident.png"));

        page.tap("button[title^='Retry Incident'], button[aria-label^='Retry Incident']", "");

        page.waitUntil("!document.body.innerText.includes('1 Incident')");
        page.waitUntil(DIAGRAM);
        page.screenshot(SHOTS.resolve("operate-retried.png"));
    }

    private String operate() {
        return said.stream()
                .filter(line -> line.startsWith("Operate http"))
                .map(line -> line.substring("Operate ".length(), line.indexOf(',')))
                .findFirst()
                .orElseThrow();
    }

    private String password() throws IOException {
        return Files.readString(directory.resolve("operate-password")).strip();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
