package org.baton.app.api.imports;

import java.util.List;
import java.util.function.Function;
import org.baton.app.api.web.BodyLimits;
import org.baton.app.api.web.LineReader;
import org.baton.app.api.web.StrictText;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.stereotype.Component;

/** Reads the lines of a batch and turns what goes wrong with one into its errors. */
@Component
class Documents {

    private static final Logger LOG = LoggerFactory.getLogger(Documents.class);

    private final Json json;

    Documents(Json json) {
        this.json = json;
    }

    <T> T read(LineReader.Line line, Class<T> type) {
        var bytes = line.bytes();
        if (bytes == null) {
            throw new InvalidInputException("", "too-long", "At most " + BodyLimits.DOCUMENT + " bytes a line.");
        }
        return json.readInput(StrictText.decode(bytes), type);
    }

    /** Does one line. */
    LineResult attempt(LineReader.Line line, Function<LineReader.Line, LineResult> action) {
        try {
            return action.apply(line);
        } catch (InvalidInputException e) {
            return LineResult.refused(line.number(), null, e.errors());
        } catch (DuplicateKeyException | ConcurrencyFailureException e) {
            return refused(line, "concurrent-change", "Changed by somebody else at the same moment: send it again.");
        } catch (NonTransientDataAccessException e) {
            LOG.error("line {} of an import failed", line.number(), e);
            return refused(line, "internal", "Baton failed on this line; its log says why.");
        }
    }

    private static LineResult refused(LineReader.Line line, String code, String message) {
        return LineResult.refused(line.number(), null, List.of(new FieldError("", code, message)));
    }
}
