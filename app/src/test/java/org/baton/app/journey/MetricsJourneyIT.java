package org.baton.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** What operations looks at: the figures are there under the names that the dashboard uses. */
@ExtendWith(RunningBaton.class)
class MetricsJourneyIT {

    private static final Pattern METRIC = Pattern.compile("\\b(?:baton|http|hikaricp)_[a-z_]+");

    @Test
    void shouldHaveEveryFigureOfTheDashboardWhenAnOrderWentThrough(RunningBaton baton) throws IOException {
        var shop = new Shop(baton.client());
        var sku = shop.product();
        shop.counts(shop.warehouse(Shop.INDIANAPOLIS), sku, 10);
        shop.place(shop.order().with(sku, 1)).becomes("FULFILLED");

        var dashboard = JsonMapper.shared().readTree(Files.readString(Path.of("..", "docs", "grafana", "baton.json")));
        var named = dashboard
                .path("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr").asString(""))
                .flatMap(expression -> METRIC.matcher(expression).results())
                .map(found -> found.group())
                .collect(Collectors.toSet());

        assertThat(named).hasSizeGreaterThan(6);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(scraped(baton)).containsAll(named));
    }

    private static Set<String> scraped(RunningBaton baton) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(baton.address("/actuator/prometheus"))
                .header("Authorization", "Bearer " + baton.token())
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }
}
