package org.baton.app.console.store;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.baton.app.access.Caller;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.StoreBoard;
import org.baton.domain.fulfilment.Waves;
import org.baton.domain.inventory.Node;
import org.baton.domain.inventory.Product;
import org.baton.domain.inventory.Products;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Several orders picked in one walk: from bin to bin, every item into the slot of its order. */
@Hidden
@Controller
@RequestMapping("/console/stores/{node}/waves")
class WalkController {

    private static final String PAGE = "console/store/wave";
    private static final int MOST = 20;

    private final StoreDesk desk;
    private final Waves waves;
    private final StoreBoard board;
    private final Products products;

    WalkController(StoreDesk desk, Waves waves, StoreBoard board, Products products) {
        this.desk = desk;
        this.waves = waves;
        this.board = board;
        this.products = products;
    }

    @PostMapping
    String begin(
            @PathVariable String node,
            @RequestParam(required = false) @Nullable String orders,
            @AuthenticationPrincipal Caller caller) {
        var store = desk.store(node, caller);
        var most = orders != null && orders.matches("[0-9]{1,2}") ? Integer.parseInt(orders) : 0;
        if (most < 1 || most > MOST) {
            throw new InvalidInputException("orders", "out-of-range", "A walk takes 1 to " + MOST + " orders.");
        }
        return "redirect:" + address(store, waves.begin(store.id(), most, caller.name()));
    }

    @GetMapping("/{id}")
    String wave(
            @PathVariable String node, @PathVariable String id, @AuthenticationPrincipal Caller caller, Model model) {
        var store = desk.store(node, caller);
        return show(store, desk.wave(store, id), model);
    }

    @PostMapping("/{id}/scans")
    String scan(
            @PathVariable String node,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String code,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
            @AuthenticationPrincipal Caller caller,
            HttpServletResponse response,
            Model model) {
        var store = desk.store(node, caller);
        try {
            var scanned = waves.scan(desk.wave(store, id).id(), code, null, caller.name());
            var message =
                    ScanMessage.of(scanned.scan(), desk.product(scanned.scan().sku()));
            model.addAttribute(
                    "scan",
                    scanned.slot() == null
                            ? message
                            : new ScanMessage(message.tone(), "Slot " + scanned.slot() + " · " + message.text()));
        } catch (InvalidInputException e) {
            model.addAttribute("scan", new ScanMessage("bad", WorkController.said(e)));
        } catch (RefusedException e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("scan", new ScanMessage("bad", WorkController.said(e)));
        }
        var whole = show(store, desk.wave(store, id), model);
        return part == null ? whole : PAGE + " :: walk";
    }

    @PostMapping("/{id}/complete")
    String complete(
            @PathVariable String node,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String reason,
            @AuthenticationPrincipal Caller caller,
            HttpServletResponse response,
            Model model) {
        var store = desk.store(node, caller);
        try {
            var ended = waves.complete(desk.wave(store, id).id(), QueryChecks.text("reason", reason), caller.name());
            return "redirect:" + address(store, ended);
        } catch (RefusedException e) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("scan", new ScanMessage("bad", WorkController.said(e)));
            return show(store, desk.wave(store, id), model);
        }
    }

    private static String address(Node store, Waves.Wave wave) {
        return "/console/stores/" + store.idText() + "/waves/" + wave.id();
    }

    private String show(Node store, Waves.Wave wave, Model model) {
        var names = products.find(wave.stops().stream().map(Waves.Stop::sku).collect(Collectors.toSet())).stream()
                .collect(Collectors.toMap(product -> product.sku().value(), Product::name));
        var orders = board
                .find(wave.parts().stream().map(Waves.Part::fulfilment).toList())
                .stream()
                .collect(Collectors.toMap(entry -> entry.fulfilment().value(), Function.identity()));
        model.addAttribute("store", store);
        model.addAttribute("wave", wave);
        model.addAttribute("names", names);
        model.addAttribute("orders", orders);
        model.addAttribute(
                "units", wave.stops().stream().mapToInt(Waves.Stop::units).sum());
        model.addAttribute(
                "scanned", wave.stops().stream().mapToInt(Waves.Stop::scanned).sum());
        return PAGE;
    }
}
