package org.baton.domain.support;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.webhook.WebhookSender;

/** Receivers that remember what they were sent, and answer as they are told to. */
public final class FakeWebhooks implements WebhookSender {

    /** A call as it arrived. */
    public record Call(URI address, Map<String, String> headers, byte[] body) {

        public String id() {
            return headers.get("webhook-id");
        }
    }

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    public void reset() {
        calls.clear();
        answers.clear();
    }

    /** @param status 0 for no answer at all */
    public void answers(String host, int status) {
        answers.put(host, new Answer(status, null));
    }

    public void answers(String host, Answer answer) {
        answers.put(host, answer);
    }

    public List<Call> calls() {
        return calls;
    }

    public List<Call> calls(String host) {
        return calls.stream()
                .filter(call -> call.address().getHost().equals(host))
                .toList();
    }

    @Override
    public Optional<String> refusal(URI address) {
        return address.getHost().startsWith("10.") ? Optional.of("private") : Optional.empty();
    }

    @Override
    public Answer post(URI address, Map<String, String> headers, byte[] body) {
        calls.add(new Call(address, Map.copyOf(headers), body.clone()));
        var answer = answers.getOrDefault(address.getHost(), new Answer(200, null));
        if (answer.status() == 0) {
            throw new GatewayUnavailableException("no answer", new java.io.IOException("silence"));
        }
        return answer;
    }
}
