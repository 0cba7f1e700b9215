package org.baton.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baton.domain.support.OrderBuilder.anOrder;
import static org.baton.domain.support.OrderBuilder.usd;

import java.util.List;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.notification.CustomerNews.News;
import org.baton.domain.notification.MessageGateway.Channel;
import org.baton.domain.notification.MessageGateway.Outgoing;
import org.baton.domain.support.DomainIT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class CustomerNewsIT extends DomainIT {

    private static final News OUT = new News(
            "out-for-delivery",
            null,
            null,
            "Grace",
            "https://img.example.com/g.jpg",
            "https://live.example.com/1",
            null,
            null);

    @Autowired
    private CustomerNews customerNews;

    @Autowired
    private NotificationOutbox relay;

    @Test
    void shouldTellOfADelayAgainWhenTheDateMovesAgain() {
        given("SKU-1");
        var id = accepted(anOrder());
        work();
        for (var date : List.of("2026-11-24", "2026-11-24", "2026-11-27")) {
            var ignored = customerNews.tell(id, delayedTo(date), null, "wms");
        }

        work();

        assertThat(texts(Channel.SMS, "order-delayed"))
                .hasSize(2)
                .satisfiesExactly(
                        text -> assertThat(text).contains("New date: Nov 24."),
                        text -> assertThat(text).contains("New date: Nov 27."));
        assertThat(eventTypes(id)).filteredOn("order-delayed"::equals).hasSize(2);
    }

    @Test
    void shouldTellWhoBringsItAndKeepTheNameOutOfTheHistory() {
        var f = atWarehouse(1);
        var out = new News(
                "out-for-delivery",
                f.id().value(),
                null,
                OUT.driverName(),
                OUT.driverPhotoUrl(),
                OUT.liveUrl(),
                null,
                null);
        assertThatThrownBy(() -> customerNews.tell(f.orderId(), out, null, "courier"))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo("fulfilment-not-under-way"));
        progress.shipped(f.id(), "Own vans", "V-1", "courier");

        assertThat(customerNews.tell(f.orderId(), out, null, "courier")).isTrue();
        assertThat(customerNews.tell(f.orderId(), out, null, "courier")).isFalse();
        work();

        assertThat(texts(Channel.SMS, "out-for-delivery"))
                .singleElement()
                .asString()
                .contains("Grace brings order", "https://live.example.com/1", "https://img.example.com/g.jpg");
        assertThat(jdbc.sql("select string_agg(data::text, ' ') from order_event")
                        .query(String.class)
                        .single())
                .doesNotContain("Grace", "example.com");
    }

    @Test
    void shouldTellOfEachRefundOnce() {
        given("SKU-1");
        var id = accepted(anOrder());
        for (var reference : List.of("re_1", "re_1", "re_2")) {
            var refund = new News("refunded", null, null, null, null, null, usd("12.30"), reference);
            var ignored = customerNews.tell(id, refund, null, "payments");
        }

        work();

        assertThat(texts(Channel.EMAIL, "refunded"))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text).contains("12.30"));
    }

    @Test
    void shouldTellOfADelayWhenSupplyIsMissing() {
        given("SKU-1");
        var id = accepted(anOrder());
        assertThat(sourced(id)).isEmpty();
        assertThat(sourced(id)).isEmpty();

        work();

        assertThat(eventTypes(id)).contains("lines-backordered");
        assertThat(texts(Channel.SMS, "order-delayed")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "no-such-event,,,,, event",
        ",,,,, event",
        "order-delayed, tomorrow,,,, newDate",
        "out-for-delivery,,, ,, fulfilmentId driverName",
        "out-for-delivery,, ful_1, Grace, http://x.example.com, liveUrl",
        "out-for-delivery,, ful_1, Grace, 'https://x.example.com/\"><script>', liveUrl",
        "out-for-delivery,, ful_1, Grace,, fulfilmentId",
        "refunded,,,,, reference amount"
    })
    void shouldRefuseAndNameTheFieldWhenNewsCannotBe(
            String event, String newDate, String fulfilment, String driver, String link, String fields) {
        given("SKU-1");
        var id = accepted(anOrder());
        var news = new News(event, fulfilment, newDate, driver, null, link, null, null);

        assertThatThrownBy(() -> customerNews.tell(id, news, null, "test"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.errors())
                                .extracting(FieldError::field)
                                .contains(fields.split(" ")));
        assertThat(eventTypes(id)).containsExactly("order-accepted");
    }

    private static News delayedTo(String date) {
        return new News("order-delayed", null, date, null, null, null, null, null);
    }

    private List<String> texts(Channel channel, String template) {
        return mail.sent().stream()
                .filter(m -> m.channel() == channel && m.key().contains("/" + template))
                .map(Outgoing::text)
                .toList();
    }

    private void work() {
        tellCustomers();
        relay.due(100).forEach(relay::send);
    }
}
