package org.baton.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.baton.domain.notification.MessageGateway.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplatesTest {

    static final List<String> SHIPPED = List.of(
            "order-confirmed",
            "ready-for-pickup",
            "pickup-reminder",
            "pickup-expiring",
            "pickup-expired",
            "order-shipped",
            "out-for-delivery",
            "delivered",
            "feedback",
            "order-delayed",
            "store-changed",
            "order-cancelled",
            "refunded",
            "order-held");

    /** As long as links are: 41 characters after the address, 43 for a fulfilment. */
    static final Map<String, String> LINKS = Map.of(
            "statusLink", "https://orders.example.com/o/" + "s".repeat(41),
            "arriveLink", "https://orders.example.com/h/" + "a".repeat(43),
            "chooseLink", "https://orders.example.com/c/" + "c".repeat(41));

    @TempDir
    private Path folder;

    private final Templates templates = new Templates(settings(null));

    static Stream<String> shipped() {
        return SHIPPED.stream();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shouldBeWrittenForEveryChannelAndLanguage(String template) {
        for (var language : Templates.LANGUAGES) {
            var email = templates.word(template, Channel.EMAIL, language, values());
            assertThat(email.subject()).contains("W-1001");
            assertThat(email.text()).contains("Ada").doesNotContain("{{", "<");
            assertThat(email.html())
                    .startsWith("<!DOCTYPE html>")
                    .contains("Ada")
                    .doesNotContain("{{");
            assertThat(templates
                            .word(template, Channel.PUSH, language, values())
                            .subject())
                    .isNotBlank();
            var sms = templates.word(template, Channel.SMS, language, values());
            assertThat(SmsLength.of(sms.text()).segments())
                    .as("%s/%s: %s", language, template, sms.text())
                    .isEqualTo(template.equals("out-for-delivery") ? 2 : 1);
            assertThat(sms.version()).hasSize(12);
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shouldLeadToThePageInOneSegmentWhereThereIsOne(String template) {
        var values = values();
        values.putAll(LINKS);
        var leads = switch (template) {
            case "order-confirmed" -> "statusLink";
            case "ready-for-pickup" -> "arriveLink";
            case "order-delayed" -> "chooseLink";
            default -> "";
        };
        for (var language : Templates.LANGUAGES) {
            var sms = templates.word(template, Channel.SMS, language, values).text();
            assertThat(SmsLength.of(sms).segments())
                    .as("%s/%s: %s", language, template, sms)
                    .isEqualTo(template.equals("out-for-delivery") ? 2 : 1);
            var push = templates.word(template, Channel.PUSH, language, values).text();
            var email = templates.word(template, Channel.EMAIL, language, values);
            assertThat(List.of(sms, push, email.text(), String.valueOf(email.html())))
                    .allSatisfy(words -> assertThat(LINKS.entrySet())
                            .as(words)
                            .allSatisfy(link -> assertThat(words.contains(link.getValue()))
                                    .as(link.getKey())
                                    .isEqualTo(link.getKey().equals(leads))));
        }
    }

    @Test
    void shouldEscapeByChannelWhenANameIsMarkup() {
        var values = values();
        values.put("customerName", "<script>alert('x')</script> & \"Co\"");
        values.put("storeName", "A & B");

        var email = templates.word("ready-for-pickup", Channel.EMAIL, "en", values);
        assertThat(email.html()).doesNotContain("<script>").contains("&lt;script&gt;", "A &amp; B");
        assertThat(email.text()).contains("<script>").contains("A & B");
        assertThat(templates.word("ready-for-pickup", Channel.SMS, "en", values).text())
                .contains("A & B");
    }

    @Test
    void shouldWordAndCountWhenANameIsNothingButEmoji() {
        var values = values();
        values.put("customerName", "🎉👩🏽‍🚀🧥");
        values.put("orderNumber", "🧦");

        assertThat(templates.word("order-held", Channel.EMAIL, "en", values).text())
                .contains("🎉👩🏽‍🚀🧥", "🧦");
        var sms = templates.word("order-held", Channel.SMS, "en", values);
        assertThat(SmsLength.of(sms.text()).encoding()).isEqualTo("UCS-2");
    }

    @Test
    void shouldGreetWithoutAGapWhenTheCustomerHasNoName() {
        var values = values();
        values.put("customerName", "");

        var email = templates.word("order-confirmed", Channel.EMAIL, "en", values);
        assertThat(email.text()).startsWith("Hello,");
        assertThat(email.html()).contains(">Hello,<");
    }

    @Test
    void shouldReplaceAShippedFileWhenTheFolderHasOne() throws IOException {
        write("ready-for-pickup.sms.txt", "Come and get {{orderNumber}}");
        var own = new Templates(settings(folder));

        var mine = own.word("ready-for-pickup", Channel.SMS, "en", values());
        assertThat(mine.text()).isEqualTo("Come and get W-1001");
        assertThat(mine.version())
                .isNotEqualTo(templates
                        .word("ready-for-pickup", Channel.SMS, "en", values())
                        .version());
    }

    @ParameterizedTest
    @MethodSource("broken")
    void shouldRefuseWhenATemplateNamesAnUnknownValue(String source) throws IOException {
        write("feedback.sms.txt", source);
        var own = new Templates(settings(folder));

        assertThatThrownBy(() -> own.word("feedback", Channel.SMS, "en", values()))
                .isInstanceOf(UnknownTemplateException.class)
                .hasMessageContaining("feedback");
    }

    static Stream<String> broken() {
        return Stream.of("Hello {{custmerName}}", "{{#oder}}x{{/oder}}", "{{{password}}}");
    }

    @Test
    void shouldRefuseWhenThereIsNoSuchTemplate() {
        for (var name : List.of("no-such-message", "../secret", "", "A")) {
            assertThatThrownBy(() -> templates.word(name, Channel.SMS, "en", values()))
                    .isInstanceOf(UnknownTemplateException.class);
        }
    }

    private void write(String name, String source) throws IOException {
        Files.createDirectories(folder.resolve("en"));
        Files.writeString(folder.resolve("en").resolve(name), source);
    }

    private static NotificationSettings settings(Path folder) {
        return new NotificationSettings(folder, ZoneOffset.UTC, Duration.ofSeconds(30), Duration.ofSeconds(1), 8, 8);
    }

    static Map<String, Object> values() {
        var values = new HashMap<String, Object>();
        MessageValues.NAMES.forEach(name -> values.put(name, ""));
        values.putAll(Map.of(
                "orderNumber", "W-1001",
                "customerName", "Ada Poe",
                "method", "pickup in store",
                "storeName", "Bramblewick Chicago",
                "storeAddress", "137 Harbor Blvd, Chicago",
                "pickupCode", "483920",
                "pickupUntil", "Nov 23, 4:00 PM",
                "carrier", "UPS",
                "trackingNumber", "1Z999AA10123456784",
                "items", List.of(Map.of("name", "Jacket M", "quantity", 2))));
        values.putAll(Map.of(
                "driverName", "Sam",
                "driverPhotoUrl", "https://img.example.com/drivers/1029384756-large-portrait.jpg",
                "liveUrl", "https://track.example.com/live/a81bc81b-dead-4e5d-abff-90865d1e13b1",
                "amount", "12.30 USD",
                "newDate", "Nov 24"));
        return values;
    }
}
