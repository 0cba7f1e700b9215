package org.baton.app.api.operations;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.baton.app.api.web.Page;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.operations.Check;
import org.baton.domain.operations.Checks;
import org.baton.domain.operations.Finding;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Checks", description = "Proof that stock, reservations, payments, messages and processes agree")
@RestController
@RequestMapping("/api/v1/checks")
class CheckController {

    private static final int USUAL_GRACE = 300;
    private static final int MOST_GRACE = 86_400;

    /**
     * A check.
     *
     * @param promise what holds when it finds nothing
     * @param advice what a person can do about what it finds and no repair mends
     */
    record CheckView(String name, String promise, String advice) {

        static CheckView of(Check check) {
            return new CheckView(check.text(), check.promise(), check.advice());
        }
    }

    /**
     * @param graceSeconds what changed in this time may still be on its way; 300 unless told, 86,400 at the most
     * @param repair true mends first what can be mended safely; nothing is changed otherwise
     */
    record CheckRequest(
            @Nullable Integer graceSeconds, @Nullable Boolean repair) {}

    /**
     * What a check saw.
     *
     * @param looked rows or processes that it looked at
     * @param found how many things are wrong
     * @param findings the first hundred of them
     * @param repaired what was mended before it looked
     */
    record CheckResultView(
            String name,
            String promise,
            String advice,
            long looked,
            long found,
            List<Finding> findings,
            List<Finding> repaired) {}

    private final Checks checks;

    CheckController(Checks checks) {
        this.checks = checks;
    }

    @Operation(summary = "The checks there are")
    @GetMapping
    Page<CheckView> list() {
        return Page.whole(Arrays.stream(Check.values()).map(CheckView::of).toList());
    }

    @Operation(
            summary = "Run a check; it reads alone unless told to repair, and may take minutes on millions of orders")
    @PostMapping("/{name}")
    CheckResultView run(@PathVariable String name, @RequestBody(required = false) @Nullable CheckRequest request) {
        var check = Check.of(name).orElseThrow(() -> new NotFoundException("check", name));
        var grace = request == null || request.graceSeconds() == null ? USUAL_GRACE : request.graceSeconds();
        var fields = new FieldChecks();
        fields.range("graceSeconds", grace, 0, MOST_GRACE);
        fields.orThrow();
        var repair = request != null && Boolean.TRUE.equals(request.repair());
        var repaired = repair ? checks.repair(check, Duration.ofSeconds(grace)) : List.<Finding>of();
        var result = checks.run(check, Duration.ofSeconds(grace));
        return new CheckResultView(
                check.text(),
                check.promise(),
                check.advice(),
                result.looked(),
                result.found(),
                result.findings(),
                repaired);
    }
}
