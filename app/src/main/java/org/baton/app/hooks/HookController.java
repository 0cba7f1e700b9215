package org.baton.app.hooks;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.baton.app.api.web.Problem;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.notification.InboundHook;
import org.baton.domain.notification.InboundHook.ForgedException;
import org.baton.domain.notification.Inbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes the calls of message vendors: receipts and replies. */
@Hidden
@RestController
class HookController {

    private static final Logger LOG = LoggerFactory.getLogger(HookController.class);

    private final Map<String, InboundHook> hooks;
    private final Inbox inbox;

    HookController(List<InboundHook> hooks, Inbox inbox) {
        this.hooks = hooks.stream().collect(Collectors.toMap(InboundHook::vendor, Function.identity()));
        this.inbox = inbox;
    }

    @PostMapping("/hooks/{vendor}")
    ResponseEntity<String> call(@PathVariable String vendor, HttpServletRequest request) throws IOException {
        var hook = hooks.get(vendor);
        if (hook == null) {
            throw new NotFoundException("hook", vendor);
        }
        // The body is read as it came, before anything takes it for a form: the signature is over these bytes.
        var body = request.getInputStream().readAllBytes();
        var reports = hook.read(new InboundHook.Call(request.getQueryString(), headers(request), body));
        var answer = inbox.take(vendor, reports).flatMap(hook::reply);
        return answer.map(xml -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_XML)
                        .body(xml))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        var headers = new TreeMap<String, String>();
        for (var name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
        }
        return headers;
    }

    @ExceptionHandler
    ResponseEntity<Problem> forged(ForgedException e) {
        LOG.warn("a call to a hook was refused: {}", e.getMessage());
        var problem = Problem.of(
                HttpStatus.FORBIDDEN, "forged", "Not the vendor's call", "The signature is missing or wrong.");
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
