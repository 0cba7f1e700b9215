package org.baton.app.api.imports;

import java.util.List;
import java.util.Locale;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.Saved;
import org.jspecify.annotations.Nullable;

/**
 * What became of one line.
 *
 * @param line its number, from 1
 * @param status created, changed, unchanged or refused
 * @param id of what was created, changed or found unchanged
 * @param errors why it was refused
 */
public record LineResult(int line, String status, @Nullable String id, List<FieldError> errors) {

    static final String REFUSED = "refused";

    static LineResult saved(int line, Saved saved, @Nullable String id) {
        return new LineResult(line, saved.name().toLowerCase(Locale.ROOT), id, List.of());
    }

    static LineResult refused(int line, @Nullable String id, List<FieldError> errors) {
        return new LineResult(line, REFUSED, id, errors);
    }
}
