package org.baton.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.baton.app.testing.BrowserPage;
import org.baton.app.testing.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What customers do by the links of their messages, on a phone in a real browser. What it looked like is kept in
 * target/console-screenshots.
 */
@ExtendWith(RunningBaton.class)
class CustomerJourneyIT {

    private static final Path SHOTS = Path.of("target", "console-screenshots");

    private static Chromium browser;
    private static BrowserPage page;

    private Shop shop;
    private String origin;
    private Shop.Item jacket;

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
        jacket = shop.item("Trail Jacket, forest green, M");
        page.size(390, 844);
        page.forget();
    }

    private void signIn(String role, String... nodes) {
        var name = role + " " + Long.toString(System.nanoTime(), 36);
        var answer = shop.client.post("/tokens", Map.of("name", name, "roles", List.of(role), "nodes", List.of(nodes)));
        assertThat(answer.status()).as(answer.problem()).isEqualTo(201);
        page.goTo(origin + "/console/sign-in");
        page.fill("#token", answer.body().path("token").asString(""));
        page.tap("button", "Sign in");
        page.waitFor(".top", "Sign out");
    }

    /** The link of a message, read from the mailbox as its customer got it. */
    private String linkIn(Placed order, String message, String subject, String path) {
        order.eventually("messages", () -> order.told().contains(message), true);
        page.size(1024, 768);
        signIn("service");
        page.goTo(origin + "/console/mailbox?q=" + number(order));
        page.tap("#found a", subject);
        page.waitFor("main", "As plain text");
        var link = Pattern.compile(Pattern.quote(origin + path) + "[0-9A-Za-z_.-]+")
                .matcher(page.text());
        assertThat(link.find()).as(page.text()).isTrue();
        page.forget();
        page.size(390, 844);
        return link.group();
    }

    private static String number(Placed order) {
        return order.now().path("channelOrderNumber").asString("");
    }

    /** Nobody is kept out, nothing hangs over the edge; the picture is as long as the page. */
    private static void look(String name) {
        assertThat(page.barriers()).as(name).isEmpty();
        assertThat(page.overhang()).as(name).isZero();
        page.size(
                390,
                Math.max(844, page.eval("document.documentElement.scrollHeight").asInt(0)));
        page.screenshot(SHOTS.resolve(name + "-phone.png"));
        page.size(390, 844);
    }

    @Test
    void shouldSayThatTheyAreThereByTheLinkOfTheMessage() {
        var store = shop.store(Shop.CHICAGO);
        shop.shelve(store, jacket, 9, "4", "4-B");
        var order = shop.place(shop.order().with(jacket.sku(), 2).broughtToTheCarAt(store));
        var follow = linkIn(order, "order-confirmed", "We have your order", "/o/");
        page.goTo(follow);
        page.waitFor("h1", "Being prepared");
        look("50-order-being-prepared");
        order.does("accept");
        order.does("pick");
        order.does("pack", Map.of("place", "Shelf A1"));
        order.task("hand-over");

        var here = linkIn(order, "ready-for-pickup", "is ready", "/h/");
        page.goTo(here);
        page.waitFor("h1", "I am here");
        look("51-i-am-here");
        page.fill("#spot", "7");
        page.fill("#car", "green Mini");
        page.tap("button", "I am here");
        page.waitFor("h1", "The store knows that you are here");
        page.waitFor(".known", "green Mini");
        page.waitFor(".code", code(order));
        look("52-the-store-knows");
        page.goTo(follow);
        page.waitFor("h1", "Ready for pickup");
        page.waitFor(".code", code(order));
        look("53-order-ready");

        page.size(1024, 768);
        signIn("associate", store);
        page.waitFor("#count-waiting", "1");
        page.waitFor("#arrivals", "green Mini");
        page.waitFor("#arrivals .due", "waits");
        page.screenshot(SHOTS.resolve("54-board-who-waits-tablet.png"));
        order.handOver();
        page.waitFor("#count-waiting", "0");
        page.forget();
        page.size(390, 844);
        page.goTo(here);
        page.waitFor("h1", "You have your order");
        look("55-handed-over");
        order.becomes("FULFILLED");
    }

    private static String code(Placed order) {
        return order.fulfilments(f -> f.path("pickupCode")).getFirst();
    }

    @Test
    void shouldHaveItShippedInsteadByTheLinkOfTheMessage() {
        var store = shop.store(Shop.CHICAGO);
        var other = shop.store(Shop.CHICAGO);
        shop.shelve(store, jacket, 9, "4", "4-B");
        var order = shop.place(shop.order().with(jacket.sku(), 1).collectedAt(store));
        order.task("accept");
        shop.shelve(other, jacket, 9, "1", "1-A");
        order.rejects("accept", "not-in-stock");

        page.goTo(linkIn(order, "order-delayed", "takes longer", "/c/"));
        page.waitFor("h1", "What shall we do?");
        page.waitFor("main", "The store");
        look("60-choose");
        page.fill("#line1", "9 Elm St");
        page.fill("#city", "Chicago");
        page.fill("#region", "IL");
        page.fill("#postalCode", "nowhere");
        page.tap("button", "Ship it");
        page.waitFor("[role=alert]", "check the fields");
        look("61-wrong-address");
        page.fill("#postalCode", "60611");
        page.tap("button", "Ship it");
        page.waitFor("h1", "We ship it to you");
        look("62-chosen");

        order.eventually("way", () -> order.now().at("/delivery/option").asString(""), "ship");
        order.eventually("ways", () -> order.fulfilments(f -> f.path("method")).getLast(), "SHIP_FROM_STORE");
        for (var step : List.of("accept", "pick", "pack", "ship")) {
            order.does(step);
        }
        order.becomes("FULFILLED");
        assertThat(order.events()).containsOnlyOnce("customer-chose").containsOnlyOnce("order-changed");
        page.tap(".follow a", "Where is my order?");
        page.waitFor("h1", "Your order is done");
        look("63-order-shipped");
    }

    @Test
    void shouldSayClearlyThatALinkDoesNotWork() {
        page.goTo(origin + "/h/0123456789abcdefghjkmn_1.abc.AAAAAAAAAAAAAA");
        page.waitFor("h1", "This link does not work");
        look("64-wrong-link");
    }
}
