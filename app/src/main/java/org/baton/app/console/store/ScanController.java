package org.baton.app.console.store;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import org.baton.app.access.Caller;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.Scans;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Takes what a scanner types into its field, item by item, while a fulfilment is picked. */
@Hidden
@Controller
class ScanController {

    private final StoreDesk desk;
    private final WorkPage page;
    private final Scans scans;

    ScanController(StoreDesk desk, WorkPage page, Scans scans) {
        this.desk = desk;
        this.page = page;
        this.scans = scans;
    }

    @PostMapping("/console/stores/{node}/fulfilments/{id}/scans")
    String scan(
            @PathVariable String node,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String code,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
            @AuthenticationPrincipal Caller caller,
            HttpServletResponse response,
            Model model) {
        var store = desk.store(node, caller);
        var fulfilment = desk.fulfilment(store, id);
        try {
            var scan = scans.scan(fulfilment.id(), code, 1, null, caller.name());
            model.addAttribute("scan", ScanMessage.of(scan, desk.product(scan.sku())));
        } catch (InvalidInputException e) {
            model.addAttribute("scan", new ScanMessage("bad", WorkController.said(e)));
        } catch (RefusedException e) {
            return refused(
                    page.show(store, desk.fulfilment(store, id), caller, WorkController.said(e), model), response);
        }
        var whole = page.show(store, desk.fulfilment(store, id), caller, null, model);
        return part == null ? whole : "console/store/steps :: picked";
    }

    /** There is nothing to scan any more: the whole step is shown as it stands now, with the reason. */
    private static String refused(String page, HttpServletResponse response) {
        response.setStatus(HttpStatus.CONFLICT.value());
        response.setHeader("HX-Retarget", "#step");
        response.setHeader("HX-Reselect", "#step");
        return page;
    }
}
