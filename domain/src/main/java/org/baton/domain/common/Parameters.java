package org.baton.domain.common;

import java.sql.Types;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;

/**
 * Values of statements that may be missing, with their type: a null without one makes the database prepare a statement anew
 * whenever the one before it had a value there.
 */
public final class Parameters {

    private Parameters() {}

    public static SqlParameterValue text(@Nullable String value) {
        return new SqlParameterValue(Types.VARCHAR, value);
    }

    public static SqlParameterValue date(@Nullable LocalDate value) {
        return new SqlParameterValue(Types.DATE, value);
    }
}
