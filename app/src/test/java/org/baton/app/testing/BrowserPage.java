package org.baton.app.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.baton.domain.common.Json;
import tools.jackson.databind.JsonNode;

/**
 * A tab, driven over the DevTools protocol as a hand would: taps and keys go through the browser's own input, and what
 * is looked for is waited for.
 */
public final class BrowserPage {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

    private final Json json = new Json();
    private final AtomicInteger last = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private WebSocket socket;

    private BrowserPage() {}

    static BrowserPage open(HttpClient http, URI url) {
        var page = new BrowserPage();
        page.socket =
                http.newWebSocketBuilder().buildAsync(url, page.new Listener()).join();
        page.send("Page.enable", Map.of());
        return page;
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            text.append(part);
            if (isLast) {
                var message = json.tree(text.toString());
                text.setLength(0);
                var asked = waiting.remove(message.path("id").asInt(-1));
                if (asked != null) {
                    asked.complete(message);
                }
            }
            from.request(1);
            return null;
        }
    }

    private JsonNode send(String method, Map<String, ?> params) {
        var id = last.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        socket.sendText(json.write(Map.of("id", id, "method", method, "params", params)), true)
                .join();
        var message = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        assertThat(message.has("error")).as(method + ": " + message).isFalse();
        return message.path("result");
    }

    /** What a script says; nothing for undefined. */
    public JsonNode eval(String script) {
        var result =
                send("Runtime.evaluate", Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
        assertThat(result.has("exceptionDetails")).as(script + ": " + result).isFalse();
        return result.path("result").path("value");
    }

    private boolean isTrue(String script) {
        try {
            return eval(script).asBoolean(false);
        } catch (AssertionError e) {
            // The page may be between two documents.
            return false;
        }
    }

    public void goTo(String url) {
        send("Page.navigate", Map.of("url", url));
        waitUntil("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    public void waitUntil(String script) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(isTrue(script))
                        .as(() -> script + " on " + text())
                        .isTrue());
    }

    /** Waits for an element that can be seen and has this text somewhere in it. */
    public void waitFor(String selector, String text) {
        waitUntil("document.readyState === 'complete' && [...document.querySelectorAll(" + json.write(selector)
                + ")].some(e => e.getClientRects().length && e.innerText.includes(" + json.write(text) + "))");
    }

    /** All that can be read. */
    public String text() {
        return eval("document.body ? document.body.innerText : ''").asString("");
    }

    /** Taps the first visible element that has this text. */
    public void tap(String selector, String text) {
        waitFor(selector, text);
        var at = eval("(() => { const e = [...document.querySelectorAll(" + json.write(selector)
                + ")].find(e => e.getClientRects().length && e.innerText.includes(" + json.write(text) + "));"
                + "e.scrollIntoView({block: 'center', behavior: 'instant'}); const r = e.getBoundingClientRect();"
                + "return {x: r.x + r.width / 2, y: r.y + r.height / 2}; })()");
        for (var type : List.of("mousePressed", "mouseReleased")) {
            send(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            at.path("x").asDouble(0),
                            "y",
                            at.path("y").asDouble(0),
                            "button",
                            "left",
                            "clickCount",
                            1));
        }
    }

    /** Puts the focus on a field and replaces what stands in it. */
    public void fill(String selector, String text) {
        waitUntil("!!document.querySelector(" + json.write(selector) + ")");
        eval("(() => { const e = document.querySelector(" + json.write(selector) + "); e.focus(); e.select(); })()");
        type(text);
    }

    /** Types into whatever has the focus, key by key, as a scanner does. */
    public void type(String text) {
        text.chars()
                .forEach(c -> send("Input.dispatchKeyEvent", Map.of("type", "char", "text", Character.toString(c))));
    }

    public void enter() {
        var key = new LinkedHashMap<String, Object>();
        key.put("key", "Enter");
        key.put("code", "Enter");
        key.put("windowsVirtualKeyCode", 13);
        key.put("text", "\r");
        key.put("type", "keyDown");
        send("Input.dispatchKeyEvent", key);
        key.put("type", "keyUp");
        key.remove("text");
        send("Input.dispatchKeyEvent", key);
    }

    /** Signs out of everything. */
    public void forget() {
        send("Network.clearBrowserCookies", Map.of());
    }

    public void size(int width, int height) {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** Keeps what the browser shows. While a font is on its way it draws no words, for three seconds at most. */
    public void screenshot(Path file) {
        eval("Promise.race([document.fonts.ready, new Promise(late => setTimeout(late, 4000))]).then(() => true)");
        var data = send("Page.captureScreenshot", Map.of("format", "png"))
                .path("data")
                .asString("");
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Chooses a value of a list, as a hand would. */
    public void choose(String selector, String value) {
        waitUntil("!!document.querySelector(" + json.write(selector) + ")");
        eval("(() => { const e = document.querySelector(" + json.write(selector) + "); e.value = " + json.write(value)
                + "; e.dispatchEvent(new Event('change', {bubbles: true})); })()");
    }

    /** The bytes behind an address, as the browser gets them. */
    public byte[] download(String path) {
        var text = eval("fetch(" + json.write(path) + ").then(r => r.arrayBuffer()).then(b => "
                        + "btoa([...new Uint8Array(b)].map(c => String.fromCharCode(c)).join('')))")
                .asString("");
        return Base64.getDecoder().decode(text);
    }

    /** What keeps people out who see, hear or move differently, by the rules of WCAG 2.1 A and AA. */
    public List<String> barriers() {
        try (var axe = Objects.requireNonNull(BrowserPage.class.getResourceAsStream(AXE), AXE)) {
            var ignored = eval(new String(axe.readAllBytes(), StandardCharsets.UTF_8) + "; true");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return eval("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}).then(r => "
                        + "r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')))")
                .valueStream()
                .map(violation -> violation.asString(""))
                .toList();
    }

    /** How far the page is wider than the screen: nothing should need a sideways scroll. */
    public int overhang() {
        return eval("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                .asInt(0);
    }
}
