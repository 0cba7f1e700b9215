package org.baton.app.access;

import jakarta.servlet.DispatcherType;
import java.util.Set;
import java.util.function.Supplier;
import org.baton.app.api.web.Problem;
import org.baton.app.api.web.ProblemWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.ServletRequestPathUtils;

/** Lets in who has a valid token, to what the rules open to its roles. Nothing but health answers without one. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration implements WebMvcConfigurer {

    private static final String API = "/api/**";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var ignored = registry.addInterceptor(new RuleDemanded()).addPathPatterns(API);
    }

    @Bean
    SecurityFilterChain access(HttpSecurity http, Tokens tokens, ProblemWriter problems) {
        return http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .addFilterBefore(new TokenFilter(tokens), AuthorizationFilter.class)
                .addFilterBefore(new DatabaseAwayFilter(problems), TokenFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/actuator/health", "/actuator/health/**")
                        .permitAll()
                        // Vendors have no token: each call proves itself by its signature.
                        .requestMatchers(HttpMethod.POST, "/hooks/*")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .access((who, request) -> decide(who, AccessRules.MAY_READ_METRICS))
                        .requestMatchers(API)
                        .access(AccessConfiguration::byRules)
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(unknownCaller(problems))
                        .accessDeniedHandler(notAllowed(problems)))
                .build();
    }

    private static AuthorizationDecision byRules(
            Supplier<? extends @Nullable Authentication> who, RequestAuthorizationContext context) {
        var request = context.getRequest();
        var path = ServletRequestPathUtils.parseAndCache(request).pathWithinApplication();
        if (AccessRules.isOpen(request.getMethod(), path)) {
            request.setAttribute(RuleDemanded.LET_THROUGH, true);
            return new AuthorizationDecision(true);
        }
        var roles = AccessRules.rolesFor(request.getMethod(), path);
        if (roles.isEmpty()) {
            // Unknown path or method: the answer is 404 or 405, and RuleDemanded closes what is mapped nevertheless.
            return new AuthorizationDecision(caller(who.get()) != null);
        }
        request.setAttribute(RuleDemanded.LET_THROUGH, true);
        return decide(who, roles.get());
    }

    private static AuthorizationDecision decide(Supplier<? extends @Nullable Authentication> who, Set<Role> roles) {
        var caller = caller(who.get());
        return new AuthorizationDecision(caller != null && caller.is(roles.toArray(Role[]::new)));
    }

    private static @Nullable Caller caller(@Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof Caller caller ? caller : null;
    }

    private static AuthenticationEntryPoint unknownCaller(ProblemWriter problems) {
        return (request, response, e) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            problems.write(
                    response,
                    Problem.of(
                            HttpStatus.UNAUTHORIZED,
                            "unauthorized",
                            "Who is calling?",
                            "Send a valid token: Authorization: Bearer <token>."));
        };
    }

    private static AccessDeniedHandler notAllowed(ProblemWriter problems) {
        return (request, response, e) -> problems.write(
                response,
                Problem.of(
                        HttpStatus.FORBIDDEN, "forbidden", "Not allowed", "The roles of your token do not open this."));
    }

    /** Addresses that only an attack has, e.g. with an encoded slash. */
    @Bean
    RequestRejectedHandler rejectedAddresses(ProblemWriter problems) {
        return (request, response, e) -> problems.write(
                response,
                Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "bad-address",
                        "The address is not allowed",
                        "It has characters that no address of Baton has."));
    }

    /** Nobody asks how long each single filter takes, and to watch them takes longer than they do. */
    @Bean
    SecurityObservationSettings unwatchedFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /** There are no passwords: without this, Spring would make one up and log it. */
    @Bean
    AuthenticationManager noPasswords() {
        return authentication -> {
            throw new BadCredentialsException("Baton knows tokens only");
        };
    }
}
