package org.baton.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.domain.support.NodeBuilder.aStore;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.Json;
import org.baton.domain.common.RefusedException;
import org.baton.domain.support.DomainIT;
import org.baton.domain.support.FakeWebhooks.Call;
import org.baton.domain.support.Race;
import org.baton.domain.webhook.Delivery.Status;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class WebhooksIT extends DomainIT {

    private static final String STOCK = "org.baton.stock.*";

    @Autowired
    private Deliveries deliveries;

    @Autowired
    private WebhookOutbox webhookOutbox;

    @Autowired
    private Json json;

    private Webhooks.Made endpoint(String host, String... types) {
        return webhooks.create(new Webhooks.Request("https://" + host + "/hook", List.of(types), null), null, "ops");
    }

    /** One row of stock that runs out, and so gives one signal. */
    private void runsOut(String sku) {
        given(aStore("store-1"));
        given(sku);
        counted("store-1", sku, 9);
        clock.advance(Duration.ofSeconds(1));
        counted("store-1", sku, 0);
    }

    private void sendAll() {
        webhookOutbox.lease(Set.of()).forEach(webhookOutbox::send);
    }

    private Delivery only(Webhooks.Made to) {
        var all = deliveries.page(to.endpoint().id(), null, "", 10);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static String signature(String secret, Call call) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        var signed = call.id() + "." + call.headers().get("webhook-timestamp") + ".";
        mac.update(signed.getBytes(StandardCharsets.UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(call.body()));
    }

    @Test
    void shouldSendASignalAsASignedCloudEvent() throws Exception {
        var made = endpoint("shop.example", STOCK);

        runsOut("SKU-1");
        sendAll();

        var call = receivers.calls().getFirst();
        assertThat(receivers.calls()).hasSize(1);
        assertThat(call.address()).hasToString("https://shop.example/hook");
        assertThat(call.headers().get("webhook-signature")).isEqualTo(signature(made.secret(), call));
        assertThat(call.headers().get("webhook-timestamp"))
                .isEqualTo(Long.toString(clock.instant().getEpochSecond()));
        var event = json.tree(new String(call.body(), StandardCharsets.UTF_8));
        assertThat(event.path("specversion").asString("")).isEqualTo("1.0");
        assertThat(event.path("id").asString("")).isEqualTo(call.id()).startsWith("evt_");
        assertThat(event.path("source").asString("")).isEqualTo("/baton");
        assertThat(event.path("type").asString("")).isEqualTo("org.baton.stock.out-of-stock");
        assertThat(event.path("subject").asString("")).isEqualTo("store-1/SKU-1");
        assertThat(event.path("time").asString("")).isEqualTo(clock.instant().toString());
        assertThat(event.at("/data/node").asString("")).isEqualTo("store-1");
        assertThat(event.at("/data/sku").asString("")).isEqualTo("SKU-1");
        assertThat(event.at("/data/units").asInt(-1)).isZero();
        assertThat(only(made).status()).isEqualTo(Status.DELIVERED);
    }

    @Test
    void shouldTellOfOrdersByIdsAlone() {
        var made = endpoint("shop.example", "org.baton.order.accepted", "org.baton.fulfilment.*");
        var fulfilment = atStore(1, 1);
        sendAll();

        assertThat(receivers.calls())
                .extracting(call -> json.tree(new String(call.body(), StandardCharsets.UTF_8))
                        .path("type")
                        .asString(""))
                .containsExactlyInAnyOrder("org.baton.order.accepted", "org.baton.fulfilment.allocated");
        var bodies = receivers.calls().stream()
                .map(call -> new String(call.body(), StandardCharsets.UTF_8))
                .toList();
        assertThat(bodies).allMatch(body -> body.contains(fulfilment.orderId().value()));
        assertThat(bodies).anyMatch(body -> body.contains(fulfilment.id().value()));
        assertThat(bodies).noneMatch(body -> body.contains("Ada") || body.contains("@"));
        assertThat(deliveries.page(made.endpoint().id(), Status.DELIVERED, "", 10))
                .hasSize(2);
    }

    @Test
    void shouldWriteNothingWhenNobodyWantsToHear() {
        runsOut("SKU-1");
        var made = endpoint("shop.example", "org.baton.order.*");
        runsOut("SKU-2");

        assertThat(count("webhook_event")).isZero();
        assertThat(deliveries.page(made.endpoint().id(), null, "", 10)).isEmpty();
    }

    @Test
    void shouldTryAgainWithTheSameIdUntilItIsGivenUp() {
        var made = endpoint("shop.example", STOCK);
        receivers.answers("shop.example", 503);
        runsOut("SKU-1");

        for (var hours : List.of(0.0, 0.1, 0.2, 0.3, 1.0, 3.0, 6.0, 12.0, 30.0)) {
            clock.advance(Duration.ofMinutes((long) (hours * 60)));
            sendAll();
            sendAll();
        }

        assertThat(receivers.calls()).hasSize(9);
        assertThat(receivers.calls())
                .extracting(Call::id)
                .containsOnly(only(made).eventId());
        assertThat(only(made))
                .extracting(Delivery::status, Delivery::attempts, Delivery::lastStatus, Delivery::lastProblem)
                .containsExactly(Status.FAILED, 9, 503, "answered 503");
        clock.advance(Duration.ofDays(2));
        assertThat(webhookOutbox.lease(Set.of())).isEmpty();
    }

    @Test
    void shouldWaitAsLongAsTheReceiverAsks() {
        var made = endpoint("shop.example", STOCK);
        receivers.answers("shop.example", new WebhookSender.Answer(429, Duration.ofMinutes(10)));
        runsOut("SKU-1");
        sendAll();

        assertThat(only(made).dueAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
    }

    @Test
    void shouldSendTheOthersTheirsWhenOneIsDownOrBusy() {
        endpoint("down.example", STOCK);
        var busy = endpoint("busy.example", STOCK);
        endpoint("up.example", STOCK);
        receivers.answers("down.example", 0);
        IntStream.range(0, 30).forEach(i -> runsOut("SKU-" + i));

        for (var round = 0; round < 3; round++) {
            webhookOutbox.lease(Set.of(busy.endpoint().id())).forEach(webhookOutbox::send);
        }

        assertThat(receivers.calls("up.example")).hasSize(30);
        assertThat(receivers.calls("down.example")).hasSize(30);
        assertThat(receivers.calls("busy.example")).isEmpty();
    }

    @Test
    void shouldSendEachOnceWhenSeveralSendersShareTheOutbox() throws Exception {
        endpoint("shop.example", STOCK);
        IntStream.range(0, 50).forEach(i -> runsOut("SKU-" + i));
        var sent = new ConcurrentLinkedQueue<String>();

        for (var round = 0; round < 10; round++) {
            Callable<Boolean> sender = () -> {
                webhookOutbox.lease(Set.of()).forEach(letter -> {
                    sent.add(letter.leased().eventId());
                    webhookOutbox.send(letter);
                });
                return true;
            };
            assertThat(Race.run(Collections.nCopies(4, sender))).hasSize(4);
        }

        assertThat(sent).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void shouldSendAgainWhatASenderTookAndNeverSent() {
        var made = endpoint("shop.example", STOCK);
        runsOut("SKU-1");
        assertThat(webhookOutbox.lease(Set.of())).hasSize(1);
        assertThat(webhookOutbox.lease(Set.of())).isEmpty();

        clock.advance(Duration.ofMinutes(2));
        sendAll();

        assertThat(receivers.calls()).hasSize(1);
        assertThat(only(made).attempts()).isEqualTo(2);
    }

    @Test
    void shouldSignWithBothSecretsForADayWhenTheSecretIsChanged() throws Exception {
        var made = endpoint("shop.example", STOCK);
        var changed = webhooks.rotate(made.endpoint().id());
        runsOut("SKU-1");
        sendAll();
        clock.advance(Duration.ofHours(25));
        runsOut("SKU-2");
        sendAll();

        var both = receivers.calls().getFirst();
        var later = receivers.calls().getLast();
        assertThat(changed.secret()).isNotEqualTo(made.secret());
        assertThat(both.headers().get("webhook-signature"))
                .isEqualTo(signature(changed.secret(), both) + " " + signature(made.secret(), both));
        assertThat(later.headers().get("webhook-signature")).isEqualTo(signature(changed.secret(), later));
    }

    @Test
    void shouldReplayWithTheSameIdAlsoWhatHappenedBeforeAnEndpointWasThere() {
        endpoint("first.example", STOCK);
        runsOut("SKU-1");
        sendAll();
        var second = endpoint("second.example", "*");

        var replayed = deliveries.again(
                second.endpoint().id(),
                clock.instant().minusSeconds(60),
                clock.instant().plusSeconds(1));
        sendAll();

        assertThat(replayed).isEqualTo(1);
        assertThat(receivers.calls("second.example").getFirst().id())
                .isEqualTo(receivers.calls("first.example").getFirst().id());
        var again = deliveries.again(second.endpoint().id(), only(second).eventId());
        assertThat(again.status()).isEqualTo(Status.WAITING);
        sendAll();
        assertThat(receivers.calls("second.example")).hasSize(2);
    }

    @Test
    void shouldBeSilentWhenDisabledOrGone() {
        var made = endpoint("shop.example", STOCK);
        runsOut("SKU-1");
        webhooks.change(made.endpoint().id(), new Webhooks.Change(null, null, null, false));
        runsOut("SKU-2");
        sendAll();
        assertThat(receivers.calls()).isEmpty();

        webhooks.change(made.endpoint().id(), new Webhooks.Change(null, null, null, true));
        receivers.answers("shop.example", 410);
        sendAll();
        assertThat(receivers.calls()).hasSize(1);
        assertThat(webhooks.get(made.endpoint().id()))
                .extracting(WebhookEndpoint::status, WebhookEndpoint::disabledBecause)
                .containsExactly(WebhookEndpoint.Status.DISABLED, "answered 410 Gone");

        webhooks.delete(made.endpoint().id());
        assertThat(count("webhook_delivery")).isZero();
    }

    @Test
    void shouldTellAnEndpointAsSoonAsItIsCommittedAndNotBefore() {
        runsOut("SKU-1");
        var made = transaction.execute(status -> {
            var endpoint = endpoint("shop.example", STOCK);
            beside(() -> runsOut("SKU-2"));
            assertThat(count("webhook_event")).isZero();
            return endpoint;
        });
        runsOut("SKU-3");
        assertThat(only(made).subject()).isEqualTo("store-1/SKU-3");

        transaction.executeWithoutResult(status -> {
            webhooks.delete(made.endpoint().id());
            status.setRollbackOnly();
        });
        runsOut("SKU-4");
        assertThat(count("webhook_delivery")).isEqualTo(2);
    }

    /** Works in another transaction than the caller's. */
    private static void beside(Runnable work) {
        CompletableFuture.runAsync(work).orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void shouldSendATestWhateverTheEndpointAskedFor() {
        var made = endpoint("shop.example", "org.baton.order.cancelled");
        endpoint("other.example", "*");

        var delivery = deliveries.test(made.endpoint().id());
        sendAll();

        assertThat(delivery.type()).isEqualTo("org.baton.webhook.test");
        assertThat(receivers.calls("shop.example")).hasSize(1);
        assertThat(receivers.calls("other.example")).isEmpty();
    }

    @Test
    void shouldForgetWhatIsKeptNoLonger() {
        endpoint("shop.example", STOCK);
        runsOut("SKU-1");
        clock.advance(Duration.ofDays(31));

        assertThat(webhookOutbox.forget()).isEqualTo(1);
        assertThat(count("webhook_delivery")).isZero();
    }

    @Test
    void shouldMakeAnEndpointOnceAndTellItsSecretOnce() {
        var request = new Webhooks.Request("https://shop.example/hook", List.of("*"), "the shop");
        var first = webhooks.create(request, new Webhooks.Key("k-1", "hash"), "ops");
        var again = webhooks.create(request, new Webhooks.Key("k-1", "hash"), "ops");

        assertThat(first.secret()).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(first.secret().substring(6))).hasSize(32);
        assertThat(again.endpoint()).isEqualTo(first.endpoint());
        assertThat(again.secret()).isNull();
        assertThatThrownBy(() -> webhooks.create(request, new Webhooks.Key("k-1", "other"), "ops"))
                .isInstanceOf(RefusedException.class);
        assertThat(count("webhook_endpoint")).isEqualTo(1);
    }

    @Test
    void shouldRefuseAddressesThatAreNotSafeAndTypesThatNothingHas() {
        assertWrong("url", "not-https", "http://shop.example/hook", "*");
        assertWrong("url", "not-https", "http://127.0.0.1/hook", "*");
        assertWrong("url", "malformed", "https://user:word@shop.example/hook", "*");
        assertWrong("url", "malformed", "https:/hook", "*");
        assertWrong("url", "malformed", "not an address", "*");
        assertWrong("url", "malformed", "/hook", "*");
        assertWrong("url", "forbidden-address", "https://10.0.0.1/hook", "*");
        assertWrong("url", "required", null, "*");
        assertWrong("eventTypes[0]", "unknown-value", "https://shop.example/hook", "org.baton.weather");
        assertWrong("eventTypes[0]", "unknown-value", "https://shop.example/hook", (String) null);
        assertWrong("eventTypes", "required", "https://shop.example/hook");
        assertThat(count("webhook_endpoint")).isZero();
    }

    private void assertWrong(String field, String code, String url, String... types) {
        assertThatThrownBy(() -> webhooks.create(new Webhooks.Request(url, Arrays.asList(types), null), null, "ops"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.errors())
                                .as("%s %s", url, Map.of(field, code))
                                .extracting(FieldError::field, FieldError::code)
                                .containsExactly(org.assertj.core.api.Assertions.tuple(field, code)));
    }
}
