package org.baton.connectors.onesignal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.baton.connectors.HttpVendor;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.common.Json;
import org.baton.domain.notification.MessageGateway;
import tools.jackson.core.JacksonException;

/**
 * Push by OneSignal, to the devices of a customer by Baton's id of them. OneSignal takes an idempotency key and gives
 * the first answer again for 30 days: a message whose answer was lost is sent again with its key, and is still one.
 */
final class OneSignalPush implements MessageGateway {

    private static final Json JSON = new Json();

    private final OneSignalSettings settings;
    private final HttpVendor http;

    OneSignalPush(OneSignalSettings settings) {
        this.settings = settings;
        this.http = new HttpVendor("OneSignal", settings.timeout());
    }

    @Override
    public Set<Channel> channels() {
        return Set.of(Channel.PUSH);
    }

    @Override
    public String send(Outgoing message) {
        var body = new TreeMap<String, Object>(Map.of(
                "app_id", settings.appId(),
                "include_aliases", Map.of("external_id", List.of(message.recipient())),
                "target_channel", "push",
                "contents", Map.of("en", message.text()),
                "idempotency_key", idempotencyKey(message.key())));
        if (message.subject() != null) {
            body.put("headings", Map.of("en", message.subject()));
        }
        var headers = Map.of("Authorization", "Bearer " + settings.apiKey(), "Content-Type", "application/json");
        return id(http.post(settings.address().resolve("/notifications"), headers, JSON.write(body)));
    }

    static String idempotencyKey(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** A success without an id is none: nobody with that id has a device. */
    private static String id(String answer) {
        try {
            var id = JSON.tree(answer).path("id").asString("");
            if (id.isEmpty()) {
                throw new GatewayRejectedException("OneSignal knows no device of this customer");
            }
            return id;
        } catch (JacksonException e) {
            throw new GatewayUnavailableException("OneSignal's answer cannot be read", e);
        }
    }

    @Override
    public Optional<String> find(Outgoing message) {
        return Optional.empty();
    }
}
