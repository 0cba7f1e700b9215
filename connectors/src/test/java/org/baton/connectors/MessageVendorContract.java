package org.baton.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.baton.connectors.FaultyServer.Asked;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.notification.MessageGateway;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every vendor of messages is held against: its own specification, and its bad days. */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class MessageVendorContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration IMPATIENCE = Duration.ofMillis(700);
    private static final Set<String> SET_BY_THE_CLIENT =
            Set.of("host", "content-length", "connection", "upgrade", "http2-settings", "transfer-encoding");

    private Prism prism;

    /**
     * A request of Baton's own with one thing broken.
     *
     * @param from what the request holds, in its target or body
     * @param to what it holds instead
     */
    public record Broken(String from, String to) {}

    private interface Call {
        void to(MessageGateway vendor);
    }

    /** Path in the folder of contracts. */
    protected abstract String specification();

    protected abstract MessageGateway vendor(URI address, Duration timeout);

    protected abstract Outgoing good();

    /** Sends that the vendor refuses. */
    protected abstract List<Broken> brokenSends();

    /** Look-ups that the vendor refuses; none where it cannot look up. */
    protected List<Broken> brokenFinds() {
        return List.of();
    }

    /** Whether it can be asked for a message whose answer was lost. */
    protected abstract boolean looksUp();

    protected final Prism prism() {
        if (prism == null) {
            prism = Prism.of(specification());
        }
        return prism;
    }

    @AfterAll
    void closeSpecification() {
        if (prism != null) {
            prism.close();
        }
    }

    @Test
    void shouldFitTheVendorsSpecification() {
        assertThat(vendor(prism().address(), PATIENCE).send(good())).isNotBlank();
    }

    @Test
    void shouldBeRefusedBySpecificationWhenASendIsBroken() {
        refused(vendor -> vendor.send(good()), brokenSends());
        assertThat(brokenSends()).hasSizeGreaterThan(2);
    }

    @Test
    void shouldBeRefusedBySpecificationWhenALookUpIsBroken() {
        refused(vendor -> vendor.find(good()), brokenFinds());
    }

    private void refused(Call call, List<Broken> all) {
        for (var broken : all) {
            var right = requestOf(call);
            assertThat(right.target() + right.body()).contains(broken.from());
            var wrong = new Asked(
                    right.method(),
                    right.target().replace(broken.from(), broken.to()),
                    right.headers(),
                    right.body().replace(broken.from(), broken.to()));
            var answer = prismAnswers(wrong);
            assertThat(answer.status()).as("%s: %s", broken, answer.body()).isBetween(400, 499);
            assertThatThrownBy(() -> HttpVendor.judge("The vendor", answer.status(), answer.body()))
                    .isInstanceOf(GatewayRejectedException.class)
                    .hasMessageNotContaining(good().recipient());
        }
    }

    /** The request that Baton makes, taken down by a vendor that is down. */
    private Asked requestOf(Call call) {
        try (var server = new FaultyServer(500)) {
            assertThatThrownBy(() -> call.to(vendor(server.address(), PATIENCE)))
                    .isInstanceOf(GatewayUnavailableException.class);
            return server.asked();
        }
    }

    private HttpVendor.Answer prismAnswers(Asked asked) {
        var request = HttpRequest.newBuilder(prism().address().resolve(asked.target()))
                .method(
                        asked.method(),
                        asked.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(asked.body()));
        asked.headers().forEach((name, values) -> {
            if (!SET_BY_THE_CLIENT.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                request.header(name, values.getFirst());
            }
        });
        return new HttpVendor("The vendor", PATIENCE).exchange(request.build());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 408, 429, 500, 502, 503, FaultyServer.SILENT})
    void shouldAskOnceAndSayThatItIsUnknownWhenTheVendorDoesNotAnswer(int status) {
        asksOnceInVain(status, vendor -> vendor.send(good()));
        if (looksUp()) {
            asksOnceInVain(status, vendor -> vendor.find(good()));
        }
    }

    private void asksOnceInVain(int status, Call call) {
        try (var server = new FaultyServer(status)) {
            var vendor = vendor(server.address(), status == FaultyServer.SILENT ? IMPATIENCE : PATIENCE);
            assertThatThrownBy(() -> call.to(vendor)).isInstanceOf(GatewayUnavailableException.class);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 413, 422})
    void shouldSayThatItIsRefusedWhenTheVendorSaysSo(int status) {
        try (var server = new FaultyServer(status)) {
            assertThatThrownBy(() -> vendor(server.address(), PATIENCE).send(good()))
                    .isInstanceOf(GatewayRejectedException.class)
                    .hasMessageNotContaining(good().recipient());
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void shouldAskNothingWhenItCannotLookUp() {
        try (var server = new FaultyServer(500)) {
            if (!looksUp()) {
                assertThat(vendor(server.address(), PATIENCE).find(good())).isEmpty();
            }
            assertThat(server.requests()).isZero();
        }
    }
}
