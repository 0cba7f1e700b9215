package org.baton.app.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.RefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Turns every failure of a page into a page that says what happened and where to go on. */
@ControllerAdvice(basePackageClasses = ConsoleProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ConsoleProblems {

    static final String FAILED = "Baton failed";
    static final String LOG_SAYS_WHY = "Its log says why. Nothing you did is lost.";

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleProblems.class);

    @ExceptionHandler
    ModelAndView invalid(InvalidInputException e, HttpServletRequest request) {
        return page(request, HttpStatus.BAD_REQUEST, "That cannot be read", e.getMessage());
    }

    @ExceptionHandler
    ModelAndView refused(RefusedException e, HttpServletRequest request) {
        return page(request, HttpStatus.CONFLICT, "That is not possible now", e.getMessage());
    }

    @ExceptionHandler
    ModelAndView refusedOutside(GatewayRejectedException e, HttpServletRequest request) {
        return page(request, HttpStatus.CONFLICT, "The other side refused", e.getMessage());
    }

    @ExceptionHandler
    ModelAndView notFound(NotFoundException e, HttpServletRequest request) {
        return page(request, HttpStatus.NOT_FOUND, "Not found", e.getMessage());
    }

    @ExceptionHandler
    ModelAndView denied(AccessDeniedException e, HttpServletRequest request) {
        return page(request, HttpStatus.FORBIDDEN, "This is not yours to open", e.getMessage());
    }

    @ExceptionHandler
    ModelAndView raced(ConcurrencyFailureException e, HttpServletRequest request) {
        return page(
                request,
                HttpStatus.CONFLICT,
                "Somebody else changed it at the same moment",
                "Nothing was changed by you. Do it again.");
    }

    @ExceptionHandler({
        GatewayUnavailableException.class,
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class,
        TransactionSystemException.class
    })
    ModelAndView unavailable(Exception e, HttpServletRequest request) {
        LOG.warn("not available", e);
        return page(request, HttpStatus.SERVICE_UNAVAILABLE, "Not available now", "Try again in a moment.");
    }

    @ExceptionHandler
    ModelAndView other(Exception e, HttpServletRequest request) {
        if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            var status = HttpStatus.valueOf(known.getStatusCode().value());
            return page(
                    request, status, status.getReasonPhrase(), known.getBody().getDetail());
        }
        LOG.error("a page failed", e);
        return page(request, HttpStatus.INTERNAL_SERVER_ERROR, FAILED, LOG_SAYS_WHY);
    }

    private static ModelAndView page(
            HttpServletRequest request, HttpStatus status, String title, @Nullable String detail) {
        var model = Map.of("title", title, "detail", Objects.requireNonNullElse(detail, ""));
        return new ModelAndView(ProblemPage.viewFor(request), model, status);
    }
}
