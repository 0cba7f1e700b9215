package org.baton.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.baton.app.access.FirstAdminToken;
import org.baton.domain.common.Json;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A running API on an empty database with two stores, a warehouse and two products, spoken to over real HTTP. */
@SpringBootTest(
        classes = ApiTestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=api-test",
            "spring.main.banner-mode=off",
            "logging.level.root=warn",
            "server.address=127.0.0.1",
            "spring.thymeleaf.servlet.produce-partial-output-while-processing=false",
            "management.endpoints.web.exposure.include=health,prometheus"
        })
public abstract class ApiServer {

    protected static final String JSON = "application/json";
    protected static final String LINES = "application/x-ndjson";

    private static final EmbeddedPostgres POSTGRES = start();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Map<String, String> TOKENS = new TreeMap<>();

    @LocalServerPort
    protected int port;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    private FirstAdminToken firstAdmin;

    protected final Json json = new Json();

    /** An answer; the body is null where it is not JSON. */
    public record Answer(int status, HttpResponse<String> raw, JsonNode body) {

        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        public Answer is(int expected) {
            assertThat(status).as(raw.body()).isEqualTo(expected);
            return this;
        }

        /** Demands a problem whose type ends in a code, and returns the fields it names. */
        public List<String> problem(int expected, String code) {
            is(expected);
            assertThat(header("Content-Type")).startsWith("application/problem+json");
            assertThat(body.path("type").asString("")).isEqualTo("urn:baton:problem:" + code);
            assertThat(body.path("status").asInt(0)).isEqualTo(expected);
            assertThat(body.path("title").asString("")).isNotBlank();
            assertThat(raw.body()).doesNotContain("org.baton", "Exception", "java.", "jackson");
            return body.path("errors")
                    .valueStream()
                    .map(error -> error.path("field").asString(""))
                    .toList();
        }
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", () -> POSTGRES.getJdbcUrl("postgres", "postgres"));
    }

    @BeforeEach
    void emptyDatabase() throws IOException {
        var tables = jdbc.sql("""
                select string_agg(quote_ident(tablename), ', ') from pg_tables
                where schemaname = 'public' and tablename not in ('flyway_schema_history', 'api_token')""").query(String.class).single();
        jdbc.sql("truncate " + tables).update();
        if (TOKENS.isEmpty()) {
            Path directory = Files.createTempDirectory("baton-test");
            TOKENS.put("admin", firstAdmin.ensure(directory).orElseThrow());
            for (var role : List.of("system", "service", "analyst", "operator")) {
                TOKENS.put(role, newToken(role + "-caller", role));
            }
            TOKENS.put("associate", newToken("associate-caller", "associate", "store-1"));
        }
        node("store-1", "store", "60606");
        node("store-2", "store", "60601");
        node("warehouse-1", "warehouse", "46204");
        put("/nodes/closed-1", "{'name':'Closed','type':'store','postalCode':'60606','active':false}", "admin");
        put("/products/JACKET-M", "{'name':'Jacket M','gtin':'4006381333931','weightGrams':800}", "admin");
        put("/products/SOCKS", "{'name':'Socks'}", "admin");
    }

    private void node(String id, String type, String zip) {
        put("/nodes/" + id, "{'name':'%s','type':'%s','postalCode':'%s'}".formatted(id, type, zip), "admin");
    }

    protected String newToken(String name, String role, String... nodes) {
        var body = Map.of("name", name, "roles", List.of(role), "nodes", List.of(nodes));
        var made = send("POST", "/api/v1/tokens", "admin", json.write(body), Map.of())
                .is(201);
        return made.body().path("token").asString("");
    }

    /** The secret of the token with this role. */
    protected static String token(String role) {
        return TOKENS.get(role);
    }

    protected Answer get(String path, String role) {
        return send("GET", "/api/v1" + path, role, "", Map.of());
    }

    /** A POST of JSON, written with single quotes. */
    protected Answer post(String path, String body, String role) {
        return send("POST", "/api/v1" + path, role, body.replace('\'', '"'), Map.of());
    }

    protected Answer put(String path, String body, String role) {
        return send("PUT", "/api/v1" + path, role, body.replace('\'', '"'), Map.of());
    }

    protected Answer send(String method, String path, String role, String body, Map<String, String> headers) {
        return send(
                method, path, role, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body), headers);
    }

    /** Sends a request as a role, as the bearer of a secret that is no role, or with no token for null. */
    protected Answer send(String method, String path, String role, BodyPublisher body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body);
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        if (body.contentLength() != 0) {
            all.put("Content-Type", JSON);
        }
        if (role != null) {
            all.put("Authorization", "Bearer " + TOKENS.getOrDefault(role, role));
        }
        all.putAll(headers);
        all.forEach(request::header);
        try {
            var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var type = answer.headers().firstValue("Content-Type").orElse("");
            return new Answer(
                    answer.statusCode(),
                    answer,
                    type.contains("json") && !type.contains("ndjson") ? json.tree(answer.body()) : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An order of one jacket to be collected at store-1. */
    protected static String order(String number) {
        return """
                {"channel":"web","channelOrderNumber":"%s","customer":{"id":"c-17","name":"Ada Poe",
                 "email":"ada@example.com","consents":["email"]},
                 "delivery":{"option":"pickup","node":"store-1"},
                 "lines":[{"sku":"JACKET-M","quantity":2,"unitPrice":{"amount":"85.00","currency":"USD"},
                           "tax":{"amount":"8.71","currency":"USD"}}],
                 "payment":{"method":"card","token":"tok_ok"}}""".formatted(number);
    }

    protected String placed(String number) {
        return post("/orders", order(number), "system")
                .is(202)
                .body()
                .path("id")
                .asString("");
    }

    protected long orders() {
        return jdbc.sql("select count(*) from orders").query(Long.class).single();
    }
}
