package org.baton.connectors.twilio;

import com.twilio.exception.ApiConnectionException;
import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.baton.connectors.HttpVendor;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.notification.MessageGateway;

/**
 * SMS by Twilio. Twilio knows no idempotency key: a message whose answer was lost is looked for among those sent to its
 * number, by its words, before it is sent again.
 */
final class TwilioSms implements MessageGateway {

    private static final int DAYS_BACK = 2;
    private static final int PAGE = 50;

    private final TwilioSettings settings;
    private final TwilioRestClient client;

    TwilioSms(TwilioSettings settings) {
        this.settings = settings;
        this.client = new TwilioRestClient.Builder(settings.accountSid(), settings.authToken())
                .httpClient(new OnceHttpClient(new HttpVendor("Twilio", settings.timeout()), settings.address()))
                .build();
    }

    @Override
    public Set<Channel> channels() {
        return Set.of(Channel.SMS);
    }

    @Override
    public String send(Outgoing message) {
        return asked(() -> Message.creator(
                        new PhoneNumber(message.recipient()), new PhoneNumber(settings.from()), message.text())
                .setStatusCallback(settings.webhook())
                .create(client)
                .getSid());
    }

    @Override
    public Optional<String> find(Outgoing message) {
        var since = ZonedDateTime.now(ZoneOffset.UTC).minusDays(DAYS_BACK);
        return asked(() -> StreamSupport.stream(
                        Message.reader()
                                .setTo(new PhoneNumber(message.recipient()))
                                .setDateSentAfter(since)
                                .pageSize(PAGE)
                                .limit(PAGE)
                                .read(client)
                                .spliterator(),
                        false)
                .filter(sent -> message.text().equals(sent.getBody()))
                .map(Message::getSid)
                .findFirst());
    }

    private static <T> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (ApiException e) {
            HttpVendor.judge("Twilio", e.getStatusCode() == null ? 500 : e.getStatusCode(), "code " + e.getCode());
            throw new GatewayUnavailableException("Twilio's answer cannot be read", e);
        } catch (ApiConnectionException e) {
            throw new GatewayUnavailableException("Twilio did not answer", e);
        } catch (GatewayRejectedException | GatewayUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new GatewayUnavailableException("Twilio's answer cannot be read", e);
        }
    }
}
