package org.baton.connectors.twilio;

import com.twilio.http.HttpClient;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.baton.connectors.HttpVendor;

/**
 * The SDK's way to the network, without the SDK's own retries: it sends a POST up to six times by itself, although
 * Twilio knows no idempotency key, and one SMS would become several.
 */
final class OnceHttpClient extends HttpClient {

    private final HttpVendor vendor;
    private final URI address;

    OnceHttpClient(HttpVendor vendor, URI address) {
        this.vendor = vendor;
        this.address = address;
    }

    @Override
    public Response reliableRequest(Request request) {
        return makeRequest(request);
    }

    @Override
    public Response reliableRequest(Request request, int[] retryCodes, int retries, long delayMillis) {
        return makeRequest(request);
    }

    @Override
    public Response makeRequest(Request request) {
        var asked = URI.create(request.constructURL().toString());
        var query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
        var http = HttpRequest.newBuilder(address.resolve(asked.getRawPath() + query))
                .header("Authorization", request.getAuthString())
                .header("Accept", "application/json");
        if (request.getMethod() == HttpMethod.POST) {
            http.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form(request)));
        }
        var answer = vendor.exchange(http.build());
        return new Response(answer.body(), answer.status());
    }

    private static String form(Request request) {
        return request.getPostParams().entrySet().stream()
                .flatMap(parameter ->
                        parameter.getValue().stream().map(value -> encode(parameter.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
