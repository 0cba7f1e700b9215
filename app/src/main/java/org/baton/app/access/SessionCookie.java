package org.baton.app.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/** Carries the secret of a console session. No script reads it, and no other site's page sends it. */
public final class SessionCookie {

    private static final String NAME = "baton_session";

    private SessionCookie() {}

    /** The secret that the browser sent, if any. */
    public static Optional<String> of(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(NAME))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    /** The header's value that gives the browser a session. */
    public static String give(HttpServletRequest request, String secret, Duration lasts) {
        return cookie(request, secret, lasts);
    }

    /** The header's value that takes it away. */
    public static String take(HttpServletRequest request) {
        return cookie(request, "", Duration.ZERO);
    }

    private static String cookie(HttpServletRequest request, String value, Duration lasts) {
        return ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .path("/")
                .maxAge(lasts)
                .build()
                .toString();
    }
}
