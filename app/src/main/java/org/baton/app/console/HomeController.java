package org.baton.app.console;

import io.swagger.v3.oas.annotations.Hidden;
import org.baton.app.access.Caller;
import org.baton.app.access.PageRules;
import org.baton.domain.common.NotFoundException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Brings everybody to the page where their work is. */
@Hidden
@Controller
class HomeController {

    @GetMapping("/")
    String root() {
        return "redirect:" + PageRules.CONSOLE;
    }

    @GetMapping("/console")
    String home(@AuthenticationPrincipal Caller caller) {
        if (caller.isConfined() && caller.nodes().size() == 1) {
            return "redirect:/console/stores/" + caller.nodes().getFirst().value();
        }
        var orders = !caller.isConfined() && PageRules.opens("GET", "/orders", caller);
        return "redirect:/console/" + (orders ? "orders" : "stores");
    }

    @GetMapping("/console/{*path}")
    String nowhere(@PathVariable String path) {
        throw new NotFoundException("page", PageRules.CONSOLE + path);
    }
}
