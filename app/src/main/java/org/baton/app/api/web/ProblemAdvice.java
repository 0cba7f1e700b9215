package org.baton.app.api.web;

import java.io.IOException;
import java.util.List;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.GatewayRejectedException;
import org.baton.domain.common.GatewayUnavailableException;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.RefusedException;
import org.baton.domain.fulfilment.SignedLinks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns every failure into one form of answer: what a caller can mend is told, what is Baton's fault is logged. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 1) // the console's own comes first
final class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Problem> invalid(InvalidInputException e) {
        return answer(Problem.invalid(e.errors()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException e) throws IOException {
        if (e.getCause() instanceof IOException lost) {
            throw lost;
        }
        return answer(Problem.invalid(List.of(new FieldError("", "required", "The body is empty."))));
    }

    @ExceptionHandler
    ResponseEntity<Problem> missing(MissingServletRequestParameterException e) {
        return answer(Problem.invalid(
                List.of(new FieldError(e.getParameterName(), "required", "This parameter is required."))));
    }

    @ExceptionHandler
    ResponseEntity<Problem> malformed(MethodArgumentTypeMismatchException e) {
        return answer(Problem.invalid(
                List.of(new FieldError(e.getName(), "malformed", "A value of another form is expected here."))));
    }

    @ExceptionHandler
    ResponseEntity<Problem> refused(RefusedException e) {
        var reused = e.code().equals("idempotency-key-reused");
        var status = reused ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.CONFLICT;
        return answer(Problem.of(status, e.code(), "The present state forbids it", e.getMessage() + ""));
    }

    @ExceptionHandler
    ResponseEntity<Problem> notFound(NotFoundException e) {
        return answer(Problem.of(HttpStatus.NOT_FOUND, "not-found", "Not found", e.getMessage() + ""));
    }

    @ExceptionHandler
    ResponseEntity<Problem> over(SignedLinks.LinkOverException e) {
        return answer(Problem.of(HttpStatus.GONE, "link-over", "The link is over", e.getMessage() + ""));
    }

    @ExceptionHandler
    ResponseEntity<Problem> stale(StaleVersionException e) {
        return answer(Problem.of(
                HttpStatus.PRECONDITION_FAILED, "stale-version", "Changed since it was read", e.getMessage() + ""));
    }

    @ExceptionHandler
    ResponseEntity<Problem> tooLarge(BodyTooLargeException e) {
        return answer(Problem.bodyTooLarge(e.limit()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> denied(AccessDeniedException e) {
        return answer(Problem.of(HttpStatus.FORBIDDEN, "forbidden", "Not allowed", e.getMessage() + ""));
    }

    @ExceptionHandler
    ResponseEntity<Problem> raced(DuplicateKeyException e) {
        return answer(changedMeanwhile());
    }

    @ExceptionHandler
    ResponseEntity<Problem> raced(ConcurrencyFailureException e) {
        return answer(changedMeanwhile());
    }

    private static Problem changedMeanwhile() {
        return Problem.of(
                HttpStatus.CONFLICT,
                "concurrent-change",
                "Somebody else changed it at the same moment",
                "Nothing was changed by this request: send it again.");
    }

    @ExceptionHandler
    ResponseEntity<Problem> rejected(GatewayRejectedException e) {
        return answer(
                Problem.of(HttpStatus.CONFLICT, "gateway-rejected", "The other side refused", e.getMessage() + ""));
    }

    @ExceptionHandler({
        GatewayUnavailableException.class,
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class,
        TransactionSystemException.class
    })
    ResponseEntity<Problem> unavailable(Exception e) {
        LOG.warn("not available", e);
        var problem = Problem.unavailable();
        return ResponseEntity.status(problem.status())
                .header(HttpHeaders.RETRY_AFTER, "5")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** The caller has gone: there is nobody to answer. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException e) {
        LOG.debug("caller has gone", e);
    }

    @ExceptionHandler
    ResponseEntity<Problem> other(Exception e) {
        if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            var status = HttpStatus.valueOf(known.getStatusCode().value());
            var detail = known.getBody().getDetail();
            return ResponseEntity.status(status)
                    .headers(known.getHeaders())
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(Problem.plain(status, detail == null ? status.getReasonPhrase() : detail));
        }
        LOG.error("a request failed", e);
        return answer(
                Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "Baton failed", "The log of Baton says why."));
    }

    private static ResponseEntity<Problem> answer(Problem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
