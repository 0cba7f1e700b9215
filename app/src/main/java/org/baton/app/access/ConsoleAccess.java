package org.baton.app.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.baton.app.api.web.ProblemWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets people into the console: by a session, with forms that no other site can forge, and with pages that load nothing
 * from elsewhere. What each role may see stands in {@link PageRules}.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleAccess implements WebMvcConfigurer {

    private static final String SIGN_IN = PageRules.CONSOLE + "/sign-in";
    private static final String[] PAGES = {PageRules.CONSOLE, PageRules.CONSOLE + "/**"};
    private static final String[] FILES = {"/assets/**", "/webjars/htmx.org/**"};
    private static final String OWN_CONTENT_ALONE = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'self'";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var ignored = registry.addInterceptor(new PageRuleDemanded())
                .addPathPatterns(PAGES)
                .excludePathPatterns(SIGN_IN);
    }

    @Bean
    @Order(1)
    SecurityFilterChain consoleChain(
            HttpSecurity http, ConsoleSessions sessions, AccessDeniedHandler refusals, ProblemWriter problems) {
        return http.securityMatcher("/", PAGES[0], PAGES[1], FILES[0], FILES[1])
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens()))
                .headers(headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                        .contentSecurityPolicy(policy -> policy.policyDirectives(OWN_CONTENT_ALONE))
                        .referrerPolicy(policy -> {}))
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .addFilterBefore(new SessionFilter(sessions), AuthorizationFilter.class)
                .addFilterBefore(new DatabaseAwayFilter(problems), SessionFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, FILES)
                        .permitAll()
                        .requestMatchers(SIGN_IN)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(toSignIn()).accessDeniedHandler(refusals))
                .build();
    }

    private static CookieCsrfTokenRepository csrfTokens() {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("baton_form");
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        return tokens;
    }

    /** A page that was asked for comes after signing in; a part of a page tells the page to go there. */
    private static AuthenticationEntryPoint toSignIn() {
        return (request, response, e) -> {
            if (request.getHeader("HX-Request") != null) {
                response.setHeader("HX-Redirect", SIGN_IN);
                response.setStatus(HttpStatus.UNAUTHORIZED.value());
            } else {
                response.sendRedirect(SIGN_IN + next(request));
            }
        };
    }

    private static String next(HttpServletRequest request) {
        if (!request.getMethod().equals("GET") || !request.getRequestURI().startsWith(PageRules.CONSOLE + "/")) {
            return "";
        }
        var query = request.getQueryString();
        var asked = request.getRequestURI() + (query == null ? "" : "?" + query);
        return "?next=" + URLEncoder.encode(asked, StandardCharsets.UTF_8);
    }
}
