package org.baton.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.baton.app.wiring.RuleSwitch;
import org.baton.domain.rulebook.RuleVersions;
import org.baton.domain.rulebook.RulesInForce;
import org.baton.rules.DecisionTables;
import org.baton.rules.EditedTables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RulesApiIT extends ApiServer {

    private static final String RULES = "/rules/sourcing-strategy";
    private static final String XML = "application/xml";
    private static final int MOST_SECONDS_TO_SWITCH = 2;

    @Autowired
    private DecisionTables tables;

    @Autowired
    private RuleSwitch rules;

    @Autowired
    private RuleVersions versions;

    @Autowired
    private RulesInForce inForce;

    private String dmn;
    private String cases;

    @BeforeEach
    void shippedAgain() {
        rules.refresh();
        dmn = get(RULES + "/dmn", "analyst").is(200).raw().body();
        cases = get(RULES + "/cases", "analyst").is(200).raw().body();
    }

    @AfterEach
    void nothingEdited() {
        jdbc.sql("truncate rule_version, rule_table, rule_publication, rule_switch, rule_in_force, rule_request")
                .update();
        rules.refresh();
    }

    private Answer upload(String text, String testedBy) {
        return send(
                "POST",
                "/api/v1" + RULES + "/drafts",
                "analyst",
                json.write(Map.of("dmn", text, "cases", testedBy)),
                Map.of());
    }

    private int draft() {
        return upload(dmn.replace("<text>2.50</text>", "<text>4.00</text>"), cases.replace("2.50", "4.00"))
                .is(201)
                .body()
                .path("version")
                .asInt(0);
    }

    private List<String> findings(Answer answer) {
        return answer.body()
                .path("findings")
                .valueStream()
                .map(f -> f.path("severity").asString("") + " " + f.path("file").asString("") + " "
                        + f.path("row").asInt(0) + " " + f.path("column").asString("") + ": "
                        + f.path("message").asString(""))
                .toList();
    }

    private String live() {
        return tables.table("sourcing-strategy").version();
    }

    @Test
    void shouldListEveryTableAsShipped() {
        var items = get("/rules", "analyst").is(200).body().path("items");

        assertThat(items).hasSize(10);
        assertThat(items).allMatch(table -> table.path("inForce").isNull());
        assertThat(get("/rules/order-screening", "operator")
                        .is(200)
                        .body()
                        .path("replayable")
                        .asBoolean(true))
                .isFalse();
        get("/rules/no-such-table", "analyst").problem(404, "not-found");
        get(RULES + "/versions/77", "analyst").problem(404, "not-found");
        get(RULES + "/versions/x", "analyst").problem(404, "not-found");
    }

    @Test
    void shouldUploadPublishAndRollBack() {
        var shipped = live();
        int version = draft();
        assertThat(live()).isEqualTo(shipped);

        post(RULES + "/drafts/" + version + "/publish", "{'note':'Stores may cost 4 USD more'}", "analyst")
                .is(200);

        assertThat(live()).startsWith("v" + version + "-");
        var table = get(RULES, "analyst").body().path("inForce");
        assertThat(table.path("publishedBy").asString("")).isEqualTo("analyst-caller");
        assertThat(get(RULES + "/dmn", "analyst").raw().body()).contains("4.00");
        assertThat(get(RULES + "/versions/" + version + "/cases", "analyst")
                        .raw()
                        .body())
                .contains("4.00");
        assertThat(get(RULES + "/versions?limit=1", "analyst")
                        .body()
                        .at("/items/0/version")
                        .asInt(0))
                .isEqualTo(version);

        post(RULES + "/rollback", "{'note':'Too dear'}", "operator").is(200);

        assertThat(live()).isEqualTo(shipped);
        assertThat(get(RULES + "/versions/" + version, "analyst")
                        .body()
                        .path("status")
                        .asString(""))
                .isEqualTo("rolled-back");
        post(RULES + "/rollback", "{'note':'Again'}", "analyst").problem(409, "nothing-to-roll-back");
    }

    @Test
    void shouldSwitchEveryBatonWithinTwoSeconds() {
        var elsewhere = DecisionTables.shipped();
        var other = new RuleSwitch(inForce, versions, new EditedTables(elsewhere, inForce::dmn));
        other.start();
        try {
            int version = draft();
            post(RULES + "/drafts/" + version + "/publish", "{'note':'go'}", "analyst")
                    .is(200);
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(MOST_SECONDS_TO_SWITCH))
                    .until(() -> elsewhere.table("sourcing-strategy").version().equals(live()));

            post(RULES + "/rollback", "{'note':'back'}", "analyst").is(200);
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(MOST_SECONDS_TO_SWITCH))
                    .until(() -> elsewhere.table("sourcing-strategy").version().equals(live()));
        } finally {
            other.stop();
        }
    }

    @Test
    void shouldTakeTheModelersFileAsItIsAndRunTheCasesInForceOnIt() {
        var answer = send(
                "POST",
                "/api/v1" + RULES + "/drafts?note=dearer",
                "analyst",
                dmn.replace("<text>2.50</text>", "<text>4.00</text>"),
                Map.of("Content-Type", XML));

        answer.is(201);
        assertThat(answer.body().path("status").asString("")).isEqualTo("draft");
        assertThat(answer.body().path("note").asString("")).isEqualTo("dearer");
        assertThat(findings(answer))
                .anyMatch(f ->
                        f.startsWith("error sourcing-strategy.cases.csv 7 expect extraCostLimit: case \"shipped goes"));
        var version = answer.body().path("version").asInt(0);
        post(RULES + "/drafts/" + version + "/publish", "{'note':'go'}", "analyst")
                .problem(409, "draft-has-errors");
        post(RULES + "/drafts/" + version + "/replays", period(), "analyst").problem(409, "draft-has-errors");
    }

    private static String period() {
        return "{'from':'%s','to':'%s'}"
                .formatted(Instant.now().minusSeconds(3_600), Instant.now().minusSeconds(1));
    }

    @Test
    void shouldNameTableRowAndCellOfBadInputAndLeaveWhatIsInForceAlone() {
        var shipped = live();
        int versionsBefore =
                get(RULES + "/versions", "analyst").body().path("items").size();

        assertThat(upload("<definitions", cases).problem(400, "invalid-input"))
                .containsExactly("sourcing-strategy.dmn");
        assertThat(upload(get("/rules/node-preference/dmn", "analyst").raw().body(), cases)
                        .problem(400, "invalid-input"))
                .contains("sourcing-strategy.dmn");
        var rule = dmn.substring(dmn.indexOf("<rule "), dmn.indexOf("</rule>") + 7);
        var long5000 = dmn.substring(0, dmn.indexOf("<rule "))
                + rule.repeat(5_000)
                + dmn.substring(dmn.lastIndexOf("</rule>") + 7);
        assertThat(upload(long5000, cases).problem(400, "invalid-input"))
                .containsExactly("sourcing-strategy.dmn, row 1001");
        assertThat(get(RULES + "/versions", "analyst").body().path("items")).hasSize(versionsBefore);

        assertThat(findings(upload(dmn.replace("name=\"fallback\"", "name=\"fallbak\""), cases)))
                .anyMatch(f -> f.contains("The output column with the name fallback"));
        assertThat(findings(upload(dmn.replace("\"backorder\"", "\"forget\""), cases)))
                .anyMatch(f ->
                        f.startsWith("error sourcing-strategy.dmn 2 ") && f.contains("\"forget\" is not known here"));
        assertThat(findings(upload(dmn.replace("hitPolicy=\"FIRST\"", "hitPolicy=\"UNIQUE\""), cases)))
                .anyMatch(f -> f.startsWith("error sourcing-strategy.dmn 5 ") && f.contains("Rows 4 and 5 both match"));
        assertThat(live()).isEqualTo(shipped);
        assertThat(get(RULES, "analyst").body().path("inForce").isNull()).isTrue();
    }

    @Test
    void shouldRefuseRequestsThatAreNotWhole() {
        int version = draft();

        assertThat(post(RULES + "/drafts", "{}", "analyst").problem(400, "invalid-input"))
                .containsExactly("dmn");
        assertThat(post(RULES + "/drafts/" + version + "/publish", "{}", "analyst")
                        .problem(400, "invalid-input"))
                .containsExactly("note");
        assertThat(post(
                                RULES + "/drafts/" + version + "/publish",
                                "{'note':'x','together':[{'table':'fulfilment-cost'}]}",
                                "analyst")
                        .problem(400, "invalid-input"))
                .containsExactly("together[0].version");
        assertThat(post(RULES + "/drafts/" + version + "/publish", "{'note':'x','evidence':'rpl_1'}", "analyst")
                        .problem(400, "invalid-input"))
                .containsExactly("evidence");
        assertThat(post(RULES + "/drafts/" + version + "/replays", "{}", "analyst")
                        .problem(400, "invalid-input"))
                .containsExactly("from");
        assertThat(put(RULES, "{}", "operator").problem(400, "invalid-input")).containsExactly("requiresReplay");
        put(RULES, "{'requiresReplay':true}", "analyst").problem(403, "forbidden");
        post(RULES + "/drafts", "{'dmn':'x'}", "operator").problem(403, "forbidden");
        get("/rules", "associate").problem(403, "forbidden");
        get("/replays/rpl_1", "analyst").problem(404, "not-found");
    }

    @Test
    void shouldMakeOneDraftOfARepeatedRequest() {
        var body = json.write(Map.of("dmn", dmn, "cases", cases));
        var key = Map.of("Idempotency-Key", "once");

        var first = send("POST", "/api/v1" + RULES + "/drafts", "analyst", body, key)
                .is(201);
        var second = send("POST", "/api/v1" + RULES + "/drafts", "analyst", body, key)
                .is(201);

        assertThat(second.body().path("version")).isEqualTo(first.body().path("version"));
        send("POST", "/api/v1" + RULES + "/drafts", "analyst", json.write(Map.of("dmn", dmn)), key)
                .problem(422, "idempotency-key-reused");
    }

    @Test
    void shouldDemandAReplayWhereTheTableDoes() {
        put(RULES, "{'requiresReplay':true}", "operator").is(200);
        put("/rules/order-screening", "{'requiresReplay':true}", "operator").problem(409, "replay-shows-nothing");
        int version = draft();

        post(RULES + "/drafts/" + version + "/publish", "{'note':'go'}", "analyst")
                .problem(409, "replay-required");

        var started = post(RULES + "/drafts/" + version + "/replays", period(), "analyst")
                .is(202);
        var id = started.body().path("id").asString("");
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> get("/replays/" + id, "analyst")
                                .body()
                                .path("status")
                                .asString(""),
                        "done"::equals);
        assertThat(get("/replays/" + id + "/differences", "analyst")
                        .is(200)
                        .body()
                        .path("items"))
                .isEmpty();
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> get(RULES + "/versions/" + version, "analyst")
                                .body()
                                .path("status")
                                .asString(""),
                        "tried"::equals);
        post(RULES + "/drafts/" + version + "/publish", "{'note':'go','evidence':'" + id + "'}", "analyst")
                .is(200);
        assertThat(get(RULES, "analyst").body().at("/inForce/evidence").asString(""))
                .isEqualTo(id);
    }

    @Test
    void shouldSayWhereAnOrderWouldGoWithMadeUpStock() {
        var order = "'order':{'delivery':{'option':'ship','address':{'postalCode':'60606','region':'IL'}},"
                + "'lines':[{'sku':'SOCKS','quantity':2,'unitPrice':{'amount':'5.00','currency':'USD'}}]}";

        var nothing =
                post("/sourcing/what-if", "{" + order + "}", "analyst").is(200).body();
        var store = post(
                        "/sourcing/what-if",
                        "{" + order + ",'stock':[{'node':'store-2','sku':'SOCKS','available':9}]}",
                        "analyst")
                .is(200)
                .body();

        assertThat(nothing.path("unsourced")).hasSize(1);
        assertThat(store.at("/chosen/0/node").asString("")).isEqualTo("store-2");
        assertThat(orders()).isZero();
        assertThat(post("/sourcing/what-if", "{" + order + ",'stock':[{'node':'nowhere','sku':'SOCKS'}]}", "analyst")
                        .problem(400, "invalid-input"))
                .contains("stock[0].available", "stock[0].node");
        assertThat(post("/sourcing/what-if", "{}", "analyst").problem(400, "invalid-input"))
                .containsExactly("order");
        var placed = placed("W-1");
        assertThat(post(
                                "/sourcing/what-if",
                                "{'orderId':'%s','stock':[{'node':'store-1','sku':'JACKET-M','available':2}]}"
                                        .formatted(placed),
                                "analyst")
                        .is(200)
                        .body()
                        .at("/chosen/0/node")
                        .asString(""))
                .isEqualTo("store-1");
    }

    @Test
    void shouldSourceByADraftInAWhatIf() {
        int version = upload(
                        dmn.replace("<text>\"store, warehouse\"</text>", "<text>\"warehouse\"</text>"),
                        "case,deliveryOption\n")
                .is(201)
                .body()
                .path("version")
                .asInt(0);
        var body = """
                {"order":{"delivery":{"option":"ship","address":{"postalCode":"60606","region":"IL"}},
                 "lines":[{"sku":"SOCKS","quantity":2,"unitPrice":{"amount":"5.00","currency":"USD"}}]},
                 "stock":[{"node":"store-2","sku":"SOCKS","available":9},
                          {"node":"warehouse-1","sku":"SOCKS","available":9}],
                 "drafts":[{"table":"sourcing-strategy","version":%d}]}""".formatted(version);

        var decision = send("POST", "/api/v1/sourcing/what-if", "analyst", body, Map.of())
                .is(200)
                .body();

        assertThat(decision.at("/chosen/0/node").asString("")).isEqualTo("warehouse-1");
        assertThat(decision.at("/ruleVersions/sourcing-strategy").asString("")).startsWith("v" + version + "-");
    }
}
