package org.baton.app.console.store;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.baton.app.access.Caller;
import org.baton.app.access.PageRules;
import org.baton.app.api.web.QueryChecks;
import org.baton.app.console.ConsoleSettings;
import org.baton.domain.fulfilment.Arrivals;
import org.baton.domain.fulfilment.PickupQr;
import org.baton.domain.fulfilment.StepTimes;
import org.baton.domain.fulfilment.StoreBoard;
import org.baton.domain.inventory.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a store has to do: what is new, due and late, what waits to be collected, and how long steps take. */
@Hidden
@Controller
@RequestMapping("/console/stores/{node}")
class BoardController {

    /** More open steps than any store works off in a day. */
    private static final int MOST = 500;

    private static final int MOST_FOUND = 50;
    private static final Duration TIMES_OF = Duration.ofDays(7);

    private final StoreDesk desk;
    private final StoreBoard board;
    private final Arrivals arrivals;
    private final StepTimes times;
    private final WorkPage work;
    private final ConsoleSettings settings;
    private final Clock clock;

    BoardController(
            StoreDesk desk,
            StoreBoard board,
            Arrivals arrivals,
            StepTimes times,
            WorkPage work,
            ConsoleSettings settings,
            Clock clock) {
        this.desk = desk;
        this.board = board;
        this.arrivals = arrivals;
        this.times = times;
        this.work = work;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping
    String board(@PathVariable String node, @AuthenticationPrincipal Caller caller, Model model) {
        show(desk.store(node, caller), caller, model);
        return "console/store/board";
    }

    /** The part of the page that asks for itself again and again. */
    @GetMapping("/board")
    String lists(@PathVariable String node, @AuthenticationPrincipal Caller caller, Model model) {
        show(desk.store(node, caller), caller, model);
        return "console/store/board :: lists";
    }

    private void show(Node store, Caller caller, Model model) {
        model.addAttribute("store", store);
        model.addAttribute("board", Board.of(board.open(store.id(), MOST), caller, clock.instant(), settings));
        model.addAttribute("arrivals", arrivals.waitingAt(store.id(), MOST));
        model.addAttribute("mayWork", mayWork(store, caller));
    }

    static boolean mayWork(Node store, Caller caller) {
        return PageRules.opens("POST", "/stores/" + store.idText() + "/tasks/any/complete", caller);
    }

    @GetMapping("/search")
    String search(
            @PathVariable String node,
            @RequestParam(required = false) @Nullable String q,
            @AuthenticationPrincipal Caller caller,
            Model model) {
        var store = desk.store(node, caller);
        var text = QueryChecks.text("q", q);
        var shown = PickupQr.read(text == null ? "" : text);
        if (shown.isPresent()) {
            // One scan at the counter finds the order and fills in its code.
            model.addAttribute("shownCode", text);
            return work.show(
                    store, desk.fulfilment(store, shown.get().fulfilment().value()), caller, null, model);
        }
        var found = text == null ? List.<StoreBoard.Entry>of() : board.search(store.id(), text, MOST_FOUND);
        var now = clock.instant();
        model.addAttribute("store", store);
        model.addAttribute("q", text);
        model.addAttribute(
                "found",
                found.stream()
                        .map(entry -> Card.of(entry, caller, now, settings.dueSoon()))
                        .toList());
        model.addAttribute("full", found.size() == MOST_FOUND);
        return "console/store/search";
    }

    @GetMapping("/times")
    String times(@PathVariable String node, @AuthenticationPrincipal Caller caller, Model model) {
        var store = desk.store(node, caller);
        model.addAttribute("store", store);
        model.addAttribute("days", TIMES_OF.toDays());
        var now = clock.instant();
        model.addAttribute("times", times.between(store.id(), now.minus(TIMES_OF), now, MOST));
        return "console/store/times";
    }
}
