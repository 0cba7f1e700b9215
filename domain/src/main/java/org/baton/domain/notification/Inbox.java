package org.baton.domain.notification;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.baton.domain.notification.InboundHook.Report;
import org.baton.domain.notification.InboundHook.Report.OptOut;
import org.baton.domain.notification.InboundHook.Report.Receipt;
import org.baton.domain.notification.InboundHook.Report.Reply;
import org.baton.domain.notification.Notification.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes what vendors report, each report once: receipts, and the customers' STOP, START and HELP. */
@Service
public class Inbox {

    private static final String HELP = "Messages about your orders. Reply STOP to end, START to begin again."
            + " / Mensajes sobre sus pedidos. Responda ALTO para terminar, COMENZAR para recibirlos.";

    private final NotificationBook book;
    private final Consents consents;
    private final Cadence cadence;
    private final JdbcClient jdbc;
    private final Clock clock;

    Inbox(NotificationBook book, Consents consents, Cadence cadence, JdbcClient jdbc, Clock clock) {
        this.book = book;
        this.consents = consents;
        this.cadence = cadence;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Takes reports that are proven to be a vendor's.
     *
     * @return what to reply to the customer, where they asked for help
     */
    @Transactional
    public Optional<String> take(String vendor, List<Report> reports) {
        Optional<String> answer = Optional.empty();
        for (var report : reports) {
            if (isNews(vendor, report.eventId())) {
                var reply = take(vendor, report);
                answer = reply.isPresent() ? reply : answer;
            }
        }
        return answer;
    }

    private Optional<String> take(String vendor, Report report) {
        return switch (report) {
            case Receipt receipt -> {
                receipt(receipt);
                yield Optional.empty();
            }
            case OptOut optOut -> {
                consents.change(optOut.channel(), optOut.from(), false, vendor + " " + optOut.word());
                yield Optional.empty();
            }
            case Reply reply -> reply(vendor, reply);
        };
    }

    private void receipt(Receipt receipt) {
        var news = book.reported(
                receipt.channel(), receipt.providerId(), receipt.key(), receipt.status(), receipt.detail());
        if (receipt.status() == Status.BOUNCED) {
            news.ifPresent(message -> cadence.fallBack(message, String.valueOf(receipt.detail())));
        }
    }

    private Optional<String> reply(String vendor, Reply reply) {
        return ReplyWord.of(reply.text()).flatMap(word -> switch (word) {
            case STOP -> {
                consents.change(reply.channel(), reply.from(), false, vendor + " STOP");
                yield Optional.<String>empty();
            }
            case START -> {
                consents.change(reply.channel(), reply.from(), true, vendor + " START");
                yield Optional.<String>empty();
            }
            case HELP -> Optional.of(HELP);
        });
    }

    private boolean isNews(String vendor, String eventId) {
        return jdbc.sql("insert into inbound_event (vendor, event_id, at) values (?, ?, ?) on conflict do nothing")
                        .params(vendor, eventId, Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }
}
