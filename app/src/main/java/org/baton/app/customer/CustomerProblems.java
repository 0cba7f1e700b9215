package org.baton.app.customer;

import java.time.Clock;
import java.util.Map;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.fulfilment.SignedLinks.LinkOverException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/**
 * Tells customers in plain words what is wrong with a link. The address is a key to their order: it is neither shown
 * nor logged.
 */
@ControllerAdvice(basePackageClasses = CustomerProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class CustomerProblems {

    private static final Logger LOG = LoggerFactory.getLogger(CustomerProblems.class);

    private final Clock clock;

    CustomerProblems(Clock clock) {
        this.clock = clock;
    }

    @ExceptionHandler
    ModelAndView notOurs(NotFoundException e) {
        LOG.debug("a link that is not ours", e);
        return page(HttpStatus.NOT_FOUND, "unknown");
    }

    @ExceptionHandler
    ModelAndView over(LinkOverException e) {
        LOG.debug("a link that is over", e);
        return page(HttpStatus.GONE, "over");
    }

    @ExceptionHandler
    ModelAndView raced(ConcurrencyFailureException e) {
        LOG.debug("changed at the same moment", e);
        return page(HttpStatus.CONFLICT, "again");
    }

    @ExceptionHandler
    ModelAndView invalid(InvalidInputException e) {
        LOG.debug("a form that is none of ours", e);
        return page(HttpStatus.BAD_REQUEST, "again");
    }

    @ExceptionHandler
    ModelAndView other(Exception e) {
        if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return page(HttpStatus.valueOf(known.getStatusCode().value()), "unknown");
        }
        LOG.error("a customer's page failed", e);
        return page(HttpStatus.INTERNAL_SERVER_ERROR, "failed");
    }

    /** Whose link it is cannot be known, so neither can the language: it is said in all. */
    private ModelAndView page(HttpStatus status, String what) {
        return new ModelAndView(
                "customer/problem",
                Map.of("say", Say.in("en", clock), "other", Say.in("es", clock), "what", what),
                status);
    }
}
