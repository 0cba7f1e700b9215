package org.baton.app.api.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.baton.domain.common.Json;
import org.springframework.stereotype.Component;

/** Writes a problem where no controller is involved: in filters and before a handler is found. */
@Component
public final class ProblemWriter {

    private final Json json;

    ProblemWriter(Json json) {
        this.json = json;
    }

    /** Answers with the problem, unless an answer has begun already. */
    public void write(HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        var body = json.write(problem).getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
