package org.baton.app.console.mailbox;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.notification.Mailbox;
import org.baton.domain.notification.Notification;
import org.baton.domain.notification.NotificationBook;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The messages as customers got them. */
@Hidden
@Controller
class MailboxController {

    /**
     * An email's HTML is shown as a document that may do nothing: no script, no form, nothing loaded, no way to the
     * page around it.
     */
    private static final String MAY_DO_NOTHING =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

    private final Mailbox mailbox;
    private final NotificationBook messages;

    MailboxController(Mailbox mailbox, NotificationBook messages) {
        this.mailbox = mailbox;
        this.messages = messages;
    }

    @GetMapping("/console/mailbox")
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        var request = PageRequest.of("mailbox", 2, null, cursor);
        var text = QueryChecks.text("q", q);
        model.addAttribute("q", text);
        model.addAttribute(
                "page",
                Page.cut(
                        mailbox.page(text, position(request), request.fetch()),
                        request,
                        message -> List.of(message.createdAt().toString(), message.key()),
                        Function.identity()));
        return "console/mailbox/mailbox";
    }

    private static Mailbox.@Nullable Position position(PageRequest request) {
        if (request.after().isEmpty()) {
            return null;
        }
        try {
            return new Mailbox.Position(
                    Instant.parse(request.after().getFirst()), request.after().getLast());
        } catch (DateTimeException e) {
            throw PageRequest.badCursor();
        }
    }

    @GetMapping("/console/mailbox/message")
    String message(@RequestParam String key, Model model) {
        model.addAttribute("message", find(key));
        return "console/mailbox/message";
    }

    @GetMapping("/console/mailbox/message/body")
    ResponseEntity<String> body(@RequestParam String key) {
        var html = find(key).words().html();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .header("Content-Security-Policy", MAY_DO_NOTHING)
                .body(Objects.requireNonNullElse(html, ""));
    }

    private Notification find(String key) {
        var plain = QueryChecks.text("key", key);
        return messages.find(plain == null ? "" : plain)
                .filter(message -> message.words().text() != null)
                .orElseThrow(() -> new NotFoundException("message", plain == null ? "" : plain));
    }
}
