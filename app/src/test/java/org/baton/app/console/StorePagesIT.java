package org.baton.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.baton.app.api.ApiServer;
import org.baton.domain.common.FulfilmentId;
import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.Allocation;
import org.baton.domain.fulfilment.CarrierGateway;
import org.baton.domain.fulfilment.StepForms;
import org.baton.domain.fulfilment.StoreTasks;
import org.baton.domain.fulfilment.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The pages of a store, without a browser's scripts. */
class StorePagesIT extends ApiServer {

    private static final String STORE = "/console/stores/store-1";
    private static final String WRONG_ITEM = "4011200296908";
    private static final String JACKET = "4006381333931";

    @Autowired
    private Allocation allocation;

    @Autowired
    private StepForms forms;

    @Autowired
    private StoreTasks storeTasks;

    @Autowired
    private CarrierGateway carrier;

    private ConsoleBrowser browser;
    private String work;
    private FulfilmentId fulfilment;
    private long job;

    @BeforeEach
    void allocated() {
        send(
                        "POST",
                        "/api/v1/imports/stock",
                        "admin",
                        "{\"node\":\"store-1\",\"sku\":\"JACKET-M\",\"onHand\":10,"
                                + "\"aisle\":\"A\",\"bin\":\"A-3\"}",
                        Map.of("Content-Type", LINES))
                .is(200);
        fulfilment = allocation
                .allocate(new OrderId(placed("W-1")), "test/1")
                .fulfilments()
                .getFirst()
                .id();
        work = STORE + "/fulfilments/" + fulfilment.value();
        browser = new ConsoleBrowser(port).signIn(token("associate"));
    }

    private String open(String kind, Instant due) {
        job++;
        storeTasks.open(new Task.Job(job, job, 99, kind, "Do " + kind, fulfilment, due, null));
        return get("/tasks?node=store-1&status=open&kind=" + kind, "admin")
                .body()
                .at("/items/0/id")
                .asString("");
    }

    private String open(String kind) {
        return open(kind, Instant.now().plus(2, ChronoUnit.HOURS));
    }

    private String task(String id, String action) {
        return STORE + "/tasks/" + id + "/" + action;
    }

    private String status() {
        return get("/fulfilments/" + fulfilment.value(), "admin")
                .body()
                .path("status")
                .asString("");
    }

    @Test
    void shouldShowWhatIsNewDueAndLate() {
        open("accept", Instant.now().minus(5, ChronoUnit.MINUTES));
        var late = browser.get(STORE).body();
        assertThat(late)
                .contains("id=\"count-new\">1<", "id=\"count-late\">1<", "5 min late", "W-1", "Ada Poe", "2 items");
        assertThat(browser.part(STORE + "/board").body()).contains("W-1").doesNotContain("<html");

        jdbc.sql("update task set due_at = now() + interval '20 minutes'").update();
        assertThat(browser.get(STORE).body()).contains("id=\"count-due\">1<", "id=\"count-late\">0<");
    }

    @Test
    void shouldKeepAssociatesToTheirStores() {
        var id = open("accept");
        var stranger =
                new ConsoleBrowser(port).signIn(newToken("stranger " + System.nanoTime(), "associate", "store-2"));

        assertThat(stranger.get(STORE).statusCode()).isEqualTo(403);
        assertThat(stranger.get(work).statusCode()).isEqualTo(403);
        assertThat(stranger.get(work + "/documents/packing-slip").statusCode()).isEqualTo(403);
        assertThat(stranger.get(STORE + "/search?q=Ada").statusCode()).isEqualTo(403);
        assertThat(stranger.post(task(id, "complete"), Map.of()).statusCode()).isEqualTo(403);
        // Nor by the address of an own store.
        assertThat(stranger.post("/console/stores/store-2/tasks/" + id + "/complete", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(stranger.get("/console/stores/store-2/fulfilments/" + fulfilment.value())
                        .statusCode())
                .isEqualTo(404);
        assertThat(stranger.get("/console/stores").body()).contains("store-2").doesNotContain("store-1");
        assertThat(status()).isEqualTo("ALLOCATED");
    }

    @Test
    void shouldLetOthersLookButNotWork() {
        var id = open("accept");
        var analyst = new ConsoleBrowser(port).signIn(token("analyst"));

        var page = analyst.get(work);
        assertThat(page.body()).contains("You may look at this").doesNotContain("Ada Poe", "Accept</button>");
        assertThat(analyst.post(task(id, "complete"), Map.of()).statusCode()).isEqualTo(403);
        assertThat(analyst.get(STORE + "/search?q=W-1").body()).contains("W-1").doesNotContain("Ada Poe");
        assertThat(status()).isEqualTo("ALLOCATED");
    }

    @Test
    void shouldRefuseAStepFromAStalePageAndSayHowItStands() {
        var id = open("accept");
        assertThat(browser.get(work).body()).contains("Do accept", "A-3", JACKET);
        assertThat(browser.post(task(id, "complete"), Map.of()).statusCode()).isEqualTo(302);
        assertThat(status()).isEqualTo("ACCEPTED");
        open("pick");

        var again = browser.post(task(id, "complete"), Map.of());

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("done already", "Do pick");
        assertThat(status()).isEqualTo("ACCEPTED");
    }

    @Test
    void shouldWaitVisiblyForTheNextStep() {
        var id = open("accept");
        browser.post(task(id, "complete"), Map.of());

        assertThat(browser.get(work).body()).contains("on its way", "every 1s", "hx-get=\"" + work + "\"");
        jdbc.sql("update fulfilment set updated_at = now() - interval '1 hour'").update();
        assertThat(browser.get(work).body()).contains("longer than usual");
    }

    @Test
    void shouldCountScansAndRefuseTheWrongOnes() {
        var id = open("pick");
        var scans = work + "/scans";

        assertThat(browser.post(scans, Map.of("code", WRONG_ITEM)).body())
                .contains("Wrong item", "One scan was refused.");
        assertThat(browser.post(scans, Map.of("code", JACKET.substring(0, 12) + "2"))
                        .body())
                .contains("misread");
        assertThat(browser.post(scans, Map.of("code", "<b>rubbish</b>")).body())
                .contains("Nobody knows this code")
                .doesNotContain("<b>rubbish");
        assertThat(browser.post(scans, Map.of("code", " ")).body()).contains("required");
        assertThat(browser.post(scans, Map.of("code", "x".repeat(500))).body()).contains("At most");
        assertThat(browser.post(scans, Map.of("code", JACKET)).body()).contains("1 of 2");
        // Half of it is there: that is not all.
        var half = browser.post(task(id, "complete"), Map.of());
        assertThat(half.statusCode()).isEqualTo(409);
        assertThat(half.body()).contains("Scan the rest");
        assertThat(browser.post(scans, Map.of("code", JACKET)).body()).contains("2 of 2", "All picked");
        assertThat(browser.post(scans, Map.of("code", JACKET)).body()).contains("Enough");
        assertThat(browser.post(task(id, "complete"), Map.of()).statusCode()).isEqualTo(302);
        assertThat(status()).isEqualTo("PICKED");

        var late = browser.post(scans, Map.of("code", JACKET));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("picked already");
    }

    @Test
    void shouldGiveBackWhatIsMissing() {
        var id = open("pick");

        var none = browser.post(task(id, "reject"), Map.of("reason", "damaged"));
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).contains("how many are missing");
        for (var units : new String[] {"3", "-1", "abc", "99999999999"}) {
            var wrong = browser.post(task(id, "reject"), Map.of("reason", "damaged", "units.1", units));
            assertThat(wrong.statusCode()).as(units).isEqualTo(400);
        }
        assertThat(browser.post(task(id, "reject"), Map.of("reason", "bad mood", "units.1", "1"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.post(task(id, "reject"), Map.of("reason", "damaged", "units.1", "1"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.get(work).body()).contains("/1</span>");
    }

    @Test
    void shouldHandOverByCodeAloneAndLockAfterTooManyWrongOnes() {
        var pack = open("pack");
        assertThat(browser.post(task(pack, "complete"), Map.of("place", "Shelf A1"))
                        .statusCode())
                .isEqualTo(302);
        var id = open("hand-over");
        assertThat(browser.get(work).body())
                .contains("Shelf A1", "The customer's code")
                .doesNotContain(code());

        for (int i = 0; i < 20; i++) {
            var wrong = browser.post(task(id, "complete"), Map.of("code", "00000" + (i % 10) + "x"));
            assertThat(wrong.statusCode()).isEqualTo(409);
            assertThat(wrong.body()).containsAnyOf("not the code", "Too many wrong codes");
        }
        // Now even the right one is refused, and an ID opens it.
        assertThat(browser.post(task(id, "complete"), Map.of("code", code())).statusCode())
                .isEqualTo(409);
        assertThat(status()).isEqualTo("READY_FOR_PICKUP");
        assertThat(browser.post(task(id, "complete"), Map.of("idChecked", "yes", "recipient", "Eve Else"))
                        .body())
                .contains("is called that");
        assertThat(browser.post(task(id, "complete"), Map.of("idChecked", "yes", "recipient", "ada poe"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(status()).isEqualTo("PICKED_UP");
    }

    private String code() {
        return get("/fulfilments/" + fulfilment.value(), "admin")
                .body()
                .path("pickupCode")
                .asString("");
    }

    @Test
    void shouldFindAnOrderByTheCustomersCodeInOneScan() {
        open("hand-over");
        var shown = "BATON:" + fulfilment.value() + ":" + code();

        assertThat(browser.get(STORE + "/search?q=" + shown).body()).contains("value=\"" + shown + "\"", "Hand over");
    }

    @Test
    void shouldHandOverAPartAndTakeBackWhatIsNotWanted() {
        var id = open("hand-over");

        var tooMany = browser.post(task(id, "complete"), Map.of("code", code(), "later.1", "2", "refused.1", "1"));
        assertThat(tooMany.statusCode()).isEqualTo(400);
        assertThat(browser.post(task(id, "complete"), Map.of("code", code(), "later.1", "1"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.get(work).body()).contains("The customer's code");
        assertThat(browser.post(
                                task(id, "complete"),
                                Map.of("code", code(), "refused.1", "1", "refusedReason", "damaged"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(status()).isEqualTo("PICKED_UP");
    }

    @Test
    void shouldFindByNumberAndNameAndShowNothingThatIsNotText() {
        jdbc.sql("update orders set customer_name = '<img src=x onerror=alert(1)> Poe'")
                .update();

        for (var q : new String[] {"w-1", "poe", fulfilment.value()}) {
            assertThat(browser.get(STORE + "/search?q=" + q).body())
                    .as(q)
                    .contains("W-1", "&lt;img src=x")
                    .doesNotContain("<img");
        }
        for (var q : new String[] {"nobody", "%25", "_", "%27%3B--"}) {
            assertThat(browser.get(STORE + "/search?q=" + q).body()).as(q).contains("Nothing in this store");
        }
        assertThat(browser.get(STORE + "/search?q=" + "x".repeat(300)).statusCode())
                .isEqualTo(400);
        assertThat(browser.get("/console/stores/no-such-store").statusCode()).isEqualTo(403);
        assertThat(new ConsoleBrowser(port)
                        .signIn(token("admin"))
                        .get("/console/stores/no-such-store")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldPrintThePapersOfAFulfilment() throws IOException {
        assertThat(text("/picklist")).contains("Picklist W-1", "A-3", "Jacket M", JACKET, "2");
        assertThat(text("/packing-slip"))
                .contains("Your order W-1", "Ada Poe", "Jacket M")
                .doesNotContain("85.00");
        var api = "/fulfilments/" + fulfilment.value() + "/documents";
        get(api + "/label", "associate").problem(409, "no-label");
        get(api + "/horoscope", "associate").problem(404, "not-found");
        assertThat(get(api + "/label?format=braille", "associate").problem(400, "invalid-input"))
                .containsExactly("format");

        jdbc.sql("update fulfilment set carrier = 'C', tracking_number = 'T-1'").update();
        when(carrier.printLabel(any(), any()))
                .thenAnswer(call -> call.getArgument(1).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        when(carrier.printReturnLabel(any(), any()))
                .thenReturn("back".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(get(api + "/label?format=zpl", "associate").is(200).raw().body())
                .isEqualTo("ZPL");
        var label = get(api + "/label", "associate").is(200);
        assertThat(label.raw().body()).isEqualTo("PDF");
        assertThat(label.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(get(api + "/return-label", "associate").is(200).raw().body()).isEqualTo("back");
        assertThat(browser.get(work).body()).contains("Return label");
    }

    private String text(String kind) throws IOException {
        var paper = browser.download(work + "/documents" + kind);
        assertThat(paper.statusCode()).isEqualTo(200);
        assertThat(paper.headers().firstValue("Content-Type")).contains("application/pdf");
        try (var document = Loader.loadPDF(paper.body())) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void shouldShowAStepThatAnAnalystDrewWithItsForm() {
        var form = """
                {"components": [{"type": "text", "text": "# Wrap it nicely"},
                 {"type": "textfield", "key": "ribbon", "label": "Colour of the ribbon", "validate": {"required": true}},
                 {"type": "select", "key": "paper", "label": "Paper", "values": [{"label": "Red", "value": "red"}]},
                 {"type": "radio", "key": "bow", "label": "Bow", "values": [{"label": "Large", "value": "l"}]},
                 {"type": "number", "key": "boxes", "label": "Boxes", "validate": {"min": 1, "max": 3}},
                 {"type": "checkbox", "key": "card", "label": "Card is in"}]}""";
        forms.keep("77", form);
        storeTasks.open(new Task.Job(7, 7, 99, "gift-wrap", "Gift wrap", fulfilment, null, "77"));
        var id = get("/tasks?node=store-1&status=open", "admin")
                .body()
                .at("/items/0/id")
                .asString("");

        assertThat(browser.get(work).body())
                .contains("Gift wrap", "Wrap it nicely", "Colour of the ribbon", "<option value=\"red\">Red</option>");
        var far = browser.post(task(id, "complete"), Map.of("form.ribbon", "gold", "form.boxes", "4"));
        assertThat(far.body()).contains("Boxes: At most 3.", "value=\"gold\"", "value=\"4\"");
        assertThat(post("/tasks/" + id + "/complete", "{'boxes':'2','bow':'s'}", "associate")
                        .problem(400, "invalid-input"))
                .containsExactly("ribbon", "bow", "boxes");
        var wrong = browser.post(task(id, "complete"), Map.of("form.boxes", "many", "form.paper", "blue"));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body())
                .contains("Colour of the ribbon: This field is required.", "Boxes: A number", "Paper: ");
        assertThat(browser.post(
                                task(id, "complete"),
                                Map.of("form.ribbon", "gold", "form.boxes", "2", "form.card", "yes"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(jdbc.sql("select result::text from task where id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .contains("\"ribbon\": \"gold\"", "\"boxes\": 2", "\"card\": true");
    }
}
