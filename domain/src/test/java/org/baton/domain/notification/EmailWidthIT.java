package org.baton.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.baton.domain.notification.MessageGateway.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every email in a real browser, as wide as a desktop's window and as a phone: nothing sticks out sideways, whatever a
 * name is. Skipped, saying so, where Chromium is not there.
 */
class EmailWidthIT {

    private static final int DESKTOP = 800;
    private static final int PHONE = 390;
    private static final Pattern WIDTH = Pattern.compile("\\[(\\S+) (\\d+) (\\d+)]");

    @TempDir
    private Path folder;

    private final Templates templates = new Templates(
            new NotificationSettings(null, ZoneOffset.UTC, Duration.ofSeconds(30), Duration.ofSeconds(1), 8, 8));

    @Test
    void shouldFitTheWindowWhateverANameIs() throws Exception {
        var frames = new ArrayList<String>();
        for (var language : Templates.LANGUAGES) {
            for (var template : TemplatesTest.SHIPPED) {
                frames.add(written(language + "-" + template, language, template, TemplatesTest.values()));
                frames.add(written(language + "-" + template + "-long", language, template, longest()));
            }
        }

        var widths = WIDTH.matcher(inBrowser(page(frames)));

        var measured = new ArrayList<String>();
        while (widths.find()) {
            measured.add(widths.group(1));
            assertThat(Integer.parseInt(widths.group(3)))
                    .as("width of %s in a window of %s", widths.group(1), widths.group(2))
                    .isLessThanOrEqualTo(Integer.parseInt(widths.group(2)));
        }
        assertThat(measured).hasSize(frames.size() * 2);
    }

    private String written(String name, String language, String template, Map<String, Object> values)
            throws IOException {
        var html = templates.word(template, Channel.EMAIL, language, values).html();
        Files.writeString(folder.resolve(name + ".html"), String.valueOf(html));
        return name;
    }

    private static Map<String, Object> longest() {
        var values = TemplatesTest.values();
        values.putAll(TemplatesTest.LINKS);
        values.put("customerName", "<b>Ada</b> 🎉 " + "Wolfeschlegelstein".repeat(15));
        values.put("orderNumber", "W".repeat(120));
        values.put("storeAddress", "Llanfairpwllgwyngyll".repeat(10));
        values.put("trackingNumber", "1Z999AA10123456784".repeat(8));
        values.put(
                "items",
                IntStream.range(0, 60)
                        .mapToObj(i -> Map.of("name", "X".repeat(5 * i + 1), "quantity", i * 137))
                        .toList());
        return values;
    }

    /** Frames, and a script that writes how wide each one's content is. */
    private static String page(List<String> names) {
        var page = new StringBuilder("<!DOCTYPE html><body>");
        for (var name : names) {
            for (var width : List.of(DESKTOP, PHONE)) {
                page.append("<iframe name='%s' src='%s.html' width='%d' height='600'></iframe>"
                        .formatted(name, name, width));
            }
        }
        return page + "<pre id='r'></pre><script>addEventListener('load', () => {"
                + "r.textContent = [...document.querySelectorAll('iframe')].map(f => '[' + f.name + ' ' + f.width + ' '"
                + " + f.contentDocument.documentElement.scrollWidth + ']').join('\\n')})</script>";
    }

    private String inBrowser(String page) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("page.html"), page);
        var dom = folder.resolve("dom.html").toFile();
        var browser = new ProcessBuilder(
                        chromium(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--allow-file-access-from-files",
                        "--virtual-time-budget=10000",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--dump-dom",
                        folder.resolve("page.html").toUri().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(dom)
                .start();
        try {
            assertThat(browser.waitFor(3, TimeUnit.MINUTES))
                    .as("Chromium answers")
                    .isTrue();
        } finally {
            browser.destroyForcibly();
        }
        return Files.readString(dom.toPath());
    }

    private static String chromium() {
        var found = List.of("chromium", "chromium-browser", "google-chrome").stream()
                .flatMap(name -> List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                        .map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "emails not looked at: Chromium is not there");
        return found.orElseThrow().toString();
    }
}
