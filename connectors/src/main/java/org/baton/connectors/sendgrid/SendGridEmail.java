package org.baton.connectors.sendgrid;

import com.sendgrid.Client;
import com.sendgrid.Method;
import com.sendgrid.Request;
import com.sendgrid.Response;
import com.sendgrid.SendGrid;
import com.sendgrid.helpers.mail.Mail;
import com.sendgrid.helpers.mail.objects.Content;
import com.sendgrid.helpers.mail.objects.Email;
import com.sendgrid.helpers.mail.objects.Personalization;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.client.HttpClients;
import org.baton.connectors.HttpVendor;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.common.Json;
import org.baton.domain.notification.MessageGateway;

/**
 * Email by SendGrid. The key of the message travels along as a custom argument: the event webhook brings it back, and
 * a message whose answer was lost is looked for by it in the email activity. An account without email activity cannot
 * tell; then the message is not sent again, and its event settles it.
 */
final class SendGridEmail implements MessageGateway {

    static final String KEY = "baton_key";
    private static final Json JSON = new Json();

    private final SendGridSettings settings;
    private final SendGrid api;

    SendGridEmail(SendGridSettings settings) {
        this.settings = settings;
        var millis = (int) settings.timeout().toMillis();
        var limits = RequestConfig.custom()
                .setConnectTimeout(millis)
                .setConnectionRequestTimeout(millis)
                .setSocketTimeout(millis)
                .build();
        var http = HttpClients.custom()
                .setDefaultRequestConfig(limits)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .build();
        // "Test" is the SDK's word for plain HTTP.
        this.api = new SendGrid(
                settings.apiKey(),
                new Client(http, "http".equals(settings.address().getScheme())));
        api.setHost(settings.address().getAuthority());
    }

    @Override
    public Set<Channel> channels() {
        return Set.of(Channel.EMAIL);
    }

    @Override
    public String send(Outgoing message) {
        var answer = call(
                Method.POST,
                "mail/send",
                request -> request.setBody(mail(message).build()));
        HttpVendor.judge("SendGrid", answer.getStatusCode(), answer.getBody());
        return Optional.ofNullable(answer.getHeaders().get("X-Message-Id")).orElse(message.key());
    }

    private Mail mail(Outgoing message) {
        var to = new Personalization();
        to.addTo(new Email(message.recipient()));
        to.addCustomArg(KEY, message.key());
        var mail = new Mail();
        mail.setFrom(new Email(settings.from(), settings.fromName()));
        mail.setSubject(message.subject() == null ? message.key() : message.subject());
        mail.addPersonalization(to);
        mail.addContent(new Content("text/plain", message.text()));
        if (message.html() != null) {
            mail.addContent(new Content("text/html", message.html()));
        }
        return mail;
    }

    @Override
    public Optional<String> find(Outgoing message) {
        var query = "(unique_args['" + KEY + "']=\"" + message.key() + "\")";
        var answer = call(Method.GET, "messages", request -> {
            request.addQueryParam("query", query);
            request.addQueryParam("limit", "1");
        });
        if (answer.getStatusCode() != 200) {
            throw new GatewayUnavailableException("SendGrid cannot tell whether it has the message");
        }
        return JSON.tree(answer.getBody())
                .path("messages")
                .valueStream()
                .map(found -> found.path("msg_id").asString("").replaceFirst("\\..*", ""))
                .filter(id -> !id.isEmpty())
                .findFirst();
    }

    /** What a call adds to a request. */
    private interface Part {
        void to(Request request) throws IOException;
    }

    private Response call(Method method, String endpoint, Part part) {
        try {
            var request = new Request();
            request.setMethod(method);
            request.setEndpoint(endpoint);
            part.to(request);
            return api.api(request);
        } catch (IOException e) {
            throw new GatewayUnavailableException("SendGrid did not answer", e);
        }
    }
}
