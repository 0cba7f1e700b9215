package org.baton.domain.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.fulfilment.Fulfilment.FulfilmentLine;
import org.baton.domain.fulfilment.Scans.Scan;
import org.baton.domain.inventory.ProductRequest;
import org.baton.domain.support.Race;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ScansIT extends StoreTaskCase {

    /** An EAN-13, the UPC-A that begins with a zero, and one of an item that is not in the order. */
    private static final String EAN = "4006381333931";

    private static final String UPC = "036000291452";
    private static final String OTHER = "5901234123457";

    @Autowired
    private Scans scans;

    @Autowired
    private StepTimes times;

    private Fulfilment f;
    private Task pick;

    @BeforeEach
    void picking() {
        f = atStore(2, 1);
        bar("SKU-1", EAN);
        bar("SKU-2", UPC);
        given("SKU-3");
        bar("SKU-3", OTHER);
        complete(task(f, "accept"), Map.of());
        pick = task(f, "pick");
    }

    private void bar(String sku, String gtin) {
        var ignored = products.save(new ProductRequest(sku, "The " + sku, gtin, 500, null, null));
    }

    private Scan scan(String code) {
        return scans.scan(f.id(), code, 1, null, "ada");
    }

    @Test
    void shouldCountWhatBelongsToTheOrderAndRefuseTheRest() {
        assertThat(scan(OTHER).reason()).isEqualTo("wrong-item");
        assertThat(scan("SKU-3").reason()).isEqualTo("wrong-item");
        assertThat(scan("4006381333932").reason()).isEqualTo("bad-check-digit");
        assertThat(scan("http://evil.example/<script>").reason()).isEqualTo("unknown-code");
        assertThat(scans.refused(f.id())).isEqualTo(4);
        assertThat(scanned()).containsExactly(0, 0);

        assertThat(scan(EAN)).isEqualTo(new Scan(true, null, "SKU-1", 1, 2));
        assertThat(scan("sku-1")).isEqualTo(new Scan(true, null, "SKU-1", 2, 2));
        assertThat(scan(EAN)).isEqualTo(new Scan(false, "too-many", "SKU-1", 2, 2));
        assertThat(scan("0" + UPC).sku()).as("UPC read as EAN").isEqualTo("SKU-2");
        assertThat(scanned()).containsExactly(2, 1);

        complete(pick, Map.of());
        assertThat(fulfilment(f.id()).lines())
                .extracting(FulfilmentLine::picked)
                .containsExactly(2, 1);
    }

    @Test
    void shouldRefuseToEndAPickThatIsNotScannedUnlessItIsSaidWhy() {
        scan(EAN);

        assertRefused("not-all-scanned", () -> complete(pick, Map.of()));
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.ACCEPTED);

        complete(pick, Map.of("reason", "damaged"));
        assertThat(fulfilment(f.id()).lines())
                .extracting(FulfilmentLine::quantity, FulfilmentLine::rejected)
                .containsExactly(tuple(1, 1), tuple(0, 1));
        assertThat(stock("store-1", "SKU-2")).containsExactly(20, 0, 1);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldGiveEachLineBackForItsOwnReason() {
        complete(
                pick,
                Map.of(
                        "missing",
                        List.of(
                                Map.of("sku", "SKU-1", "quantity", 1, "reason", "damaged"),
                                Map.of("sku", "SKU-2", "quantity", 1, "reason", "not-in-stock"))));

        assertThat(stock("store-1", "SKU-1")).containsExactly(20, 1, 1);
        assertThat(stock("store-1", "SKU-2")).containsExactly(0, 0, 0);
        assertThat(fulfilment(f.id()).units()).isEqualTo(1);
        assertThat(fulfilment(f.id()).status()).isEqualTo(FulfilmentStatus.PICKED);
        assertThat(stockOutOfBalance()).isEmpty();
    }

    @Test
    void shouldNameWhatIsWrongWithMissing() {
        assertThatThrownBy(() -> complete(
                        pick, Map.of("missing", List.of(Map.of("sku", "SKU-1", "quantity", 3, "reason", "lost")))))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.errors())
                                .extracting(error -> error.field())
                                .contains("missing[0]", "missing[0].reason"));
        assertThat(tasks.get(pick.id()).status()).isEqualTo(Task.Status.OPEN);
    }

    @Test
    void shouldAnswerARepeatedScanAsTheFirstTime() {
        for (int i = 0; i < 3; i++) {
            assertThat(scans.scan(f.id(), EAN, 1, "tablet/7", "ada")).isEqualTo(new Scan(true, null, "SKU-1", 1, 2));
        }
        assertThat(scanned()).containsExactly(1, 0);
    }

    @Test
    void shouldNeverCountMoreThanOrderedWhenManyScanAtOnce() throws Exception {
        Callable<Boolean> scan = () -> scan(EAN).accepted();

        assertThat(Race.run(Collections.nCopies(8, scan))).filteredOn(ok -> ok).hasSize(2);
        assertThat(scanned()).containsExactly(2, 0);
    }

    @Test
    void shouldRefuseWhenNothingIsToBePickedOrSomebodyElsePicks() {
        storeTasks.claim(pick.id(), "bo");
        assertRefused("task-claimed", () -> scan(EAN));
        assertThat(storeTasks.complete(pick, Map.of(), "bo").status()).isEqualTo(Task.Status.COMPLETED);
        assertRefused("nothing-to-pick", () -> scan(EAN));
    }

    @Test
    void shouldRefuseAnEmptyOrEndlessCode() {
        assertThatThrownBy(() -> scan(" ")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> scan("9".repeat(81))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> scans.scan(f.id(), EAN, 0, null, "ada")).isInstanceOf(InvalidInputException.class);
        assertThat(count("scan")).isZero();
    }

    @Test
    void shouldTimeAPickFromItsFirstScan() {
        clock.advance(Duration.ofMinutes(20));
        scan(EAN);
        clock.advance(Duration.ofSeconds(90));
        scan(EAN);
        scan(UPC);
        complete(pick, Map.of());

        var picks = times
                .between(
                        null,
                        clock.instant().minusSeconds(3600),
                        clock.instant().plusSeconds(1),
                        10)
                .stream()
                .filter(t -> t.kind().equals("pick"))
                .toList();
        assertThat(picks).singleElement().satisfies(t -> {
            assertThat(t.associate()).isEqualTo("ada");
            assertThat(t.node().value()).isEqualTo("store-1");
            assertThat(t.averageSeconds()).isEqualTo(90);
            assertThat(t.timed()).isEqualTo(1);
        });
    }

    private List<Integer> scanned() {
        return fulfilment(f.id()).lines().stream().map(FulfilmentLine::scanned).toList();
    }
}
