package org.baton.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.baton.app.testing.BrowserPage;
import org.baton.app.testing.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The console in a real browser, on a tablet and a phone. What it looked like is kept in target/console-screenshots.
 */
@ExtendWith(RunningBaton.class)
class ConsoleJourneyIT {

    private static final Path SHOTS = Path.of("target", "console-screenshots");

    private static Chromium browser;
    private static BrowserPage page;

    private Shop shop;
    private String store;
    private String origin;
    private Shop.Item jacket;
    private Shop.Item socks;

    @BeforeAll
    static void startBrowser() {
        var program = Chromium.find();
        assumeTrue(program.isPresent(), "skipped: this machine has no Chromium on its PATH");
        browser = Chromium.start(program.orElseThrow());
        page = browser.page();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open(RunningBaton baton) {
        shop = new Shop(baton.client());
        origin = baton.address("").toString();
        store = shop.store(Shop.CHICAGO);
        jacket = shop.item("Trail Jacket, forest green, M");
        socks = shop.item("Merino Socks, grey, 9-11");
        shop.shelve(store, jacket, 9, "4", "4-B");
        shop.shelve(store, socks, 30, "11", "11-A");
        page.size(1024, 768);
        page.forget();
    }

    private String token(String role, String... nodes) {
        var name = "Maria " + Long.toString(System.nanoTime() % 1_000_000, 36);
        var answer = shop.client.post("/tokens", Map.of("name", name, "roles", List.of(role), "nodes", List.of(nodes)));
        assertThat(answer.status()).as(answer.problem()).isEqualTo(201);
        return answer.body().path("token").asString("");
    }

    /** On a tablet and on a phone; nobody is kept out, and nothing hangs over the edge. */
    private static void look(String name) {
        assertThat(page.barriers()).as(name).isEmpty();
        page.screenshot(SHOTS.resolve(name + "-tablet.png"));
        assertThat(page.overhang()).as(name + " on a tablet").isZero();
        page.size(390, 844);
        page.screenshot(SHOTS.resolve(name + "-phone.png"));
        assertThat(page.overhang()).as(name + " on a phone").isZero();
        page.size(1024, 768);
    }

    private void signIn(String token) {
        page.goTo(origin + "/console/sign-in");
        page.fill("#token", token);
        page.tap("button", "Sign in");
        page.waitFor(".top .who", "Sign out");
    }

    private static void scan(String code) {
        page.waitUntil(
                "document.activeElement && document.activeElement.id === 'scan' && !document.activeElement.value");
        page.type(code);
        page.enter();
    }

    @Test
    void shouldTakeAnOrderFromAlertToHandOver() {
        page.goTo(origin + "/console");
        page.waitFor("h1", "Sign in");
        page.fill("#token", "baton_not-a-token");
        page.tap("button", "Sign in");
        page.waitFor("[role=alert]", "not valid");
        look("01-sign-in");
        signIn(token("associate", store));
        page.waitFor("#new", "Nothing new");
        look("02-nothing-to-do");

        var order = shop.place(
                shop.order().with(jacket.sku(), 2).with(socks.sku(), 1).collectedAt(store));
        var number = order.now().path("channelOrderNumber").asString("");
        // The board looks for itself.
        page.waitFor("#new", number);
        page.waitFor("#count-new", "1");
        look("03-new-order");

        page.tap("#next", number);
        page.waitFor("h2", "Accept");
        look("04-accept");
        page.tap("button", "Accept");

        page.waitFor("#picked", "0/2");
        look("05-pick");
        var stranger = shop.item("Rain Hat");
        scan(stranger.gtin());
        page.waitFor("#picked [role=alert]", "Wrong item");
        page.waitFor("#picked", "One scan was refused.");
        page.waitFor("#picked", "0/2");
        look("06-wrong-item");
        scan(jacket.gtin().substring(0, 12) + (jacket.gtin().charAt(12) == '0' ? '1' : '0'));
        page.waitFor("#picked [role=alert]", "misread");
        scan(jacket.gtin());
        page.waitFor("#picked", "1/2");
        look("07-half-picked");
        scan(jacket.gtin());
        page.waitFor("#picked", "2/2");
        scan(jacket.gtin());
        page.waitFor("#picked [role=alert]", "Enough");
        scan(socks.sku());
        page.waitFor("button", "All picked");
        look("08-all-picked");
        page.tap("button", "All picked");

        page.waitFor("h2", "Pack");
        page.fill("#place", "Shelf A1");
        look("09-pack");
        page.tap("button", "Packed");

        page.waitFor("h2", "Hand over");
        page.waitFor("#step", "Shelf A1");
        var arrival = shop.client
                .get("/orders/" + order.id() + "/links")
                .body()
                .at("/arrivals/0/link")
                .asString("");
        var here = shop.client.post(arrival.substring("/api/v1".length()), Map.of("spot", "3", "car", "green Mini"));
        assertThat(here.status()).as(here.problem()).isEqualTo(200);
        page.tap(".store-bar nav a", "Board");
        page.waitFor("#count-waiting", "1");
        page.waitFor("#arrivals", "green Mini");
        look("10-waiting-outside");
        page.tap("#arrivals a", number);
        page.waitFor("h2", "Hand over");
        look("10-hand-over");
        page.fill("#code", "12345x");
        page.tap("button", "Hand over");
        page.waitFor("[role=alert]", "not the code");
        look("11-wrong-code");
        page.fill("#code", code(order));
        page.tap("button", "Hand over");
        page.waitFor("h2", "Picked up");
        look("12-handed-over");

        order.becomes("FULFILLED");
        assertThat(order.fulfilmentStatuses()).containsExactly("PICKED_UP");
        order.eventually("payments", order::payments, List.of("authorise", "capture"));
        assertThat(shop.stock(store, jacket.sku()).path("onHand").asInt(-1)).isEqualTo(7);

        page.fill("#q", number);
        page.enter();
        page.waitFor(".task", number);
        look("13-search");
        page.tap("button", "Sign out");
        page.waitFor("h1", "Sign in");
        signIn(token("operator"));
        page.goTo(origin + "/console/stores/" + store + "/times");
        page.waitFor("table", "Pick");
        look("14-times");
    }

    private String code(Placed order) {
        return order.fulfilments(f -> f.path("pickupCode")).getFirst();
    }

    @Test
    void shouldPrintThePapersOfAParcel() throws IOException {
        var order = shop.place(shop.order().with(jacket.sku(), 2).with(socks.sku(), 1));
        for (var step : List.of("accept", "pick", "pack")) {
            order.does(step);
        }
        var id = order.task("ship").path("fulfilmentId").asString("");
        signIn(token("associate", store));
        var work = "/console/stores/" + store + "/fulfilments/" + id;
        page.goTo(origin + work);
        page.waitFor(".documents", "Return label");
        look("40-ship");
        for (var kind : List.of("picklist", "packing-slip", "label", "return-label")) {
            assertThat(print(work + "/documents/" + kind, "41-" + kind))
                    .as(kind)
                    .contains(kind.endsWith("label") ? "Ada Poe" : "Trail Jacket");
        }
        page.tap("button", "Handed to the carrier");
        page.waitFor("h2", "Shipped");
        order.becomes("FULFILLED");
    }

    /** Keeps a picture of a paper, and tells what stands on it. */
    private static String print(String path, String name) throws IOException {
        try (var document = Loader.loadPDF(page.download(path))) {
            var picture = new PDFRenderer(document).renderImageWithDPI(0, 96);
            assertThat(ImageIO.write(
                            picture, "png", SHOTS.resolve(name + ".png").toFile()))
                    .isTrue();
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void shouldPickSeveralOrdersInOneWalk() {
        var first = shop.place(shop.order().with(jacket.sku(), 1).collectedAt(store));
        var second = shop.place(
                shop.order().with(jacket.sku(), 1).with(socks.sku(), 2).collectedAt(store));
        first.does("accept");
        second.does("accept");
        first.task("pick");
        second.task("pick");
        signIn(token("associate", store));
        page.waitFor("button", "Pick 2 orders in one walk");
        look("20-board-with-two");
        page.tap("button", "Pick 2 orders in one walk");

        page.waitFor("h1", "One walk for 2 orders");
        scan(jacket.gtin());
        page.waitFor("#walk [role=alert]", "Slot");
        look("21-walk");
        scan(jacket.gtin());
        page.waitFor("#walk", "2/2");
        scan(socks.gtin());
        page.waitFor("#walk", "1/2");
        scan(socks.gtin());
        page.waitFor("button", "All picked");
        look("22-walk-picked");
        page.tap("button", "All picked");

        page.waitFor("h2", "Picked");
        first.eventually("parts", first::fulfilmentStatuses, List.of("PICKED"));
        second.eventually("parts", second::fulfilmentStatuses, List.of("PICKED"));
    }

    @Test
    void shouldShowAnOrderWholeAndWhatItsCustomerWasTold() {
        var order = shop.place(shop.order().with(jacket.sku(), 1).collectedAt(store));
        var number = order.now().path("channelOrderNumber").asString("");
        order.does("accept");
        order.does("pick");
        order.does("pack", Map.of("place", "Shelf B2"));
        order.eventually("messages", order::told, List.of("order-confirmed", "ready-for-pickup"));
        signIn(token("service"));

        page.waitFor("h1", "Orders");
        page.fill("#q", number);
        page.waitUntil("document.querySelectorAll('#found tbody tr').length === 1");
        page.waitFor("#found", number);
        look("30-orders");
        page.tap("#found a", number);
        page.waitFor("h1", number);
        page.waitFor("main .status", "Ready for pickup");
        page.waitFor("main", "Fulfilment allocated");
        look("31-order");
        page.tap(".top nav a", "Mailbox");
        page.waitFor("h1", "Mailbox");
        page.fill("#q", number);
        page.waitUntil("document.querySelectorAll('#found .rows li').length === 2");
        look("32-mailbox");
        page.tap("#found a", "is ready");
        page.waitFor("main", "As plain text");
        page.waitUntil("document.querySelector('iframe.mail').getAttribute('sandbox') === ''");
        look("33-message");
    }
}
