package org.baton.app.api.inventory;

import java.util.ArrayList;
import java.util.List;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;

/** Gathers what is wrong with the rows of a file, up to as much as somebody would read. */
final class Refusals {

    private static final int MOST = 1_000;

    private final List<FieldError> errors = new ArrayList<>();

    /** @param row its line in the body, from 1; 0 for what is wrong with the body as a whole */
    void add(long row, FieldError error) {
        if (errors.size() < MOST) {
            errors.add(row == 0 ? error : error.in("rows[" + row + "]"));
        }
    }

    void add(long row, List<FieldError> wrong) {
        wrong.forEach(error -> add(row, error));
    }

    boolean isFull() {
        return errors.size() >= MOST;
    }

    /** @throws InvalidInputException with everything that was gathered, if anything */
    void orThrow() {
        if (!errors.isEmpty()) {
            throw new InvalidInputException(errors);
        }
    }
}
