package org.baton.connectors;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;

/** Talks to a vendor over HTTP, once per call, and tells a refusal from silence in one place for all vendors. */
public final class HttpVendor {

    private static final int MOST_DETAIL = 200;

    private final String vendor;
    private final Duration timeout;
    private final HttpClient http;

    /** @param timeout of the whole answer; shorter than the lease of what is sent */
    public HttpVendor(String vendor, Duration timeout) {
        this.vendor = vendor;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** An answer of any status. */
    public record Answer(int status, String body) {}

    /**
     * Posts a body and returns the answer to it if it is a success.
     *
     * @throws GatewayRejectedException if the vendor refused the request for what is in it
     * @throws GatewayUnavailableException if it did not answer, or cannot now
     */
    public String post(URI address, Map<String, String> headers, String body) {
        var request = HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        var answer = exchange(request.build());
        judge(vendor, answer.status(), answer.body());
        return answer.body();
    }

    /**
     * Sends a request and returns whatever the vendor answers.
     *
     * @throws GatewayUnavailableException if it did not answer in time
     */
    public Answer exchange(HttpRequest request) {
        try {
            var timed = HttpRequest.newBuilder(request, (name, value) -> true)
                    .timeout(timeout)
                    .build();
            var answer = http.send(timed, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new GatewayUnavailableException(vendor + " did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayUnavailableException(vendor + " was not waited for", e);
        }
    }

    /**
     * Says what a status means: what may be different tomorrow is no refusal, and neither is a wrong key of Baton's
     * own.
     *
     * @param detail what the vendor said; cut, and without anything that could be personal
     */
    public static void judge(String vendor, int status, String detail) {
        if (status >= 200 && status < 300) {
            return;
        }
        var said = vendor + " answered " + status;
        if (status == 401 || status == 403) {
            throw new GatewayUnavailableException(said + ": it does not take Baton's credentials");
        }
        if (status == 408 || status == 409 || status == 425 || status == 429 || status >= 500 || status < 400) {
            throw new GatewayUnavailableException(said);
        }
        throw new GatewayRejectedException(said + ": " + withoutPersonalData(detail));
    }

    private static String withoutPersonalData(String detail) {
        var plain = detail.replaceAll("\\+?\\d{7,}", "…").replaceAll("[^\\s\"<>]+@[^\\s\"<>]+", "…");
        return plain.length() > MOST_DETAIL ? plain.substring(0, MOST_DETAIL) : plain;
    }

    /** Compares secrets in a time that does not depend on where they differ. */
    public static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
