package org.baton.app.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.PageRequest;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.NodeId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Tokens", description = "Passes of callers")
@RestController
@RequestMapping("/api/v1/tokens")
class TokenController {

    /**
     * A token as the API shows it.
     *
     * @param token the secret; in the answer to its making only
     */
    record View(
            String id,
            String name,
            List<String> roles,
            List<String> nodes,
            String createdBy,
            Instant createdAt,
            @Nullable Instant revokedAt,
            @Nullable String token) {

        static View of(ApiToken token, @Nullable String secret) {
            return new View(
                    token.id(),
                    token.name(),
                    token.roles().stream().map(Role::text).sorted().toList(),
                    token.nodes().stream().map(NodeId::value).toList(),
                    token.createdBy(),
                    token.createdAt(),
                    token.revokedAt(),
                    secret);
        }
    }

    private final Tokens tokens;

    TokenController(Tokens tokens) {
        this.tokens = tokens;
    }

    @Operation(summary = "Make a token; its secret is in this answer and nowhere else")
    @PostMapping
    ResponseEntity<View> issue(@RequestBody Tokens.Request request, @AuthenticationPrincipal Caller caller) {
        var issued = tokens.issue(request, caller.name());
        return ResponseEntity.created(
                        URI.create("/api/v1/tokens/" + issued.token().id()))
                .cacheControl(CacheControl.noStore())
                .body(View.of(issued.token(), issued.secret()));
    }

    @Operation(summary = "List tokens, without their secrets")
    @GetMapping
    Page<View> list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var request = PageRequest.of("tokens", 1, limit, cursor);
        return Page.cut(
                tokens.page(request.afterId(), request.fetch()),
                request,
                token -> List.of(token.id()),
                rows -> rows.stream().map(token -> View.of(token, null)).toList());
    }

    @Operation(summary = "Revoke a token")
    @DeleteMapping("/{id}")
    View revoke(@PathVariable String id) {
        return View.of(tokens.revoke(QueryChecks.pathId("token", id)), null);
    }
}
