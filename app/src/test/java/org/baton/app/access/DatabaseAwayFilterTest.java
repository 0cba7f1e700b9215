package org.baton.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import java.sql.SQLException;
import org.baton.app.api.web.Problem;
import org.baton.app.api.web.ProblemWriter;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class DatabaseAwayFilterTest {

    private final ProblemWriter problems = mock();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void shouldAskTheCallerToComeAgainWhenNobodyCanSayWhoCalls() throws Exception {
        new DatabaseAwayFilter(problems).doFilter(new MockHttpServletRequest(), response, (request, answer) -> {
            throw new CannotGetJdbcConnectionException("away", new SQLException("away", "08001"));
        });

        verify(problems).write(response, Problem.unavailable());
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
    }
}
