package org.baton.app.console.store;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.baton.app.access.Caller;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.inventory.Node;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.inventory.Nodes;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where somebody with several stores chooses one. */
@Hidden
@Controller
class StoreListController {

    /** More than a person reads; who looks for another one searches. */
    private static final int MOST = 100;

    private final Nodes nodes;

    StoreListController(Nodes nodes) {
        this.nodes = nodes;
    }

    @GetMapping("/console/stores")
    String stores(
            @RequestParam(required = false) @Nullable String q, @AuthenticationPrincipal Caller caller, Model model) {
        var text = QueryChecks.text("q", q);
        var found = found(text, caller);
        model.addAttribute("q", text);
        model.addAttribute("stores", found.size() > MOST ? found.subList(0, MOST) : found);
        model.addAttribute("more", Math.max(0, found.size() - MOST));
        return "console/store/stores";
    }

    private List<Node> found(@Nullable String text, Caller caller) {
        return nodes.list().stream()
                .filter(node -> node.type() == NodeType.STORE && node.active())
                .filter(node -> !caller.isConfined() || caller.nodes().contains(node.id()))
                .filter(node -> text == null || matches(node, text.toLowerCase(Locale.ROOT)))
                .sorted(Comparator.comparing(Node::name).thenComparing(Node::idText))
                .toList();
    }

    private static boolean matches(Node node, String text) {
        return (node.idText() + ' ' + node.name() + ' ' + node.city() + ' ' + node.postalCode())
                .toLowerCase(Locale.ROOT)
                .contains(text);
    }
}
