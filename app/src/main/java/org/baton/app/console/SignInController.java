package org.baton.app.console;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.regex.Pattern;
import org.baton.app.access.ConsoleSessions;
import org.baton.app.access.SessionCookie;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Opens and ends sessions. */
@Hidden
@Controller
class SignInController {

    private static final String PAGE = "console/sign-in";
    /** Pages of the console alone: signing in must never lead to another site. */
    private static final Pattern OWN_PAGE = Pattern.compile("/console(/[A-Za-z0-9._~/?&=%+-]*)?");

    private final ConsoleSessions sessions;
    private final ConsoleSettings settings;

    SignInController(ConsoleSessions sessions, ConsoleSettings settings) {
        this.sessions = sessions;
        this.settings = settings;
    }

    @GetMapping("/console/sign-in")
    String ask(@RequestParam(required = false) @Nullable String next, Model model) {
        model.addAttribute("next", own(next));
        return PAGE;
    }

    @PostMapping("/console/sign-in")
    String signIn(
            @RequestParam(required = false) @Nullable String token,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var secret = sessions.signIn(Objects.requireNonNullElse(token, "").strip(), settings.session());
        if (secret.isEmpty()) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            model.addAttribute("next", own(next));
            model.addAttribute("refused", true);
            return PAGE;
        }
        SessionCookie.of(request).ifPresent(sessions::signOut);
        response.addHeader(HttpHeaders.SET_COOKIE, SessionCookie.give(request, secret.get(), settings.session()));
        return "redirect:" + own(next);
    }

    @PostMapping("/console/sign-out")
    String signOut(HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.of(request).ifPresent(sessions::signOut);
        response.addHeader(HttpHeaders.SET_COOKIE, SessionCookie.take(request));
        return "redirect:/console/sign-in";
    }

    private static String own(@Nullable String next) {
        return next != null && !next.contains("..") && OWN_PAGE.matcher(next).matches() ? next : "/console";
    }
}
