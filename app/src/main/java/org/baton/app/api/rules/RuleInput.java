package org.baton.app.api.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.baton.app.access.Caller;
import org.baton.app.api.order.IdempotencyKeys;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.rulebook.RuleRequests.RequestKey;
import org.baton.domain.rulebook.RuleVersion.Key;
import org.jspecify.annotations.Nullable;

/** Reads what callers say about versions. */
public final class RuleInput {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
    private static final int MOST_NOTE = 500;
    private static final int MOST_TABLES = 20;

    private RuleInput() {}

    /** A version that goes along with another one. */
    public record Also(@Nullable String table, @Nullable Integer version) {}

    /** The version that a path names. */
    static Key version(String table, String number) {
        if (!NUMBER.matcher(number).matches()) {
            throw new NotFoundException("version of " + table, number.replaceAll("[^A-Za-z0-9-]", "?"));
        }
        return new Key(table, Integer.parseInt(number));
    }

    /** A note that must be there: it is what explains a change to those who come after. */
    static String note(FieldChecks checks, @Nullable String note) {
        return checks.required("note", note, MOST_NOTE);
    }

    static String optionalNote(@Nullable String note) {
        var checks = new FieldChecks();
        var text = checks.optional("note", note, MOST_NOTE);
        checks.orThrow();
        return Objects.requireNonNullElse(text, "");
    }

    /** The versions that a body names. */
    public static List<Key> versions(String field, @Nullable List<@Nullable Also> named) {
        if (named == null) {
            return List.of();
        }
        var checks = new FieldChecks();
        if (named.size() > MOST_TABLES) {
            checks.add(field, "too-many", "At most " + MOST_TABLES + ".");
            checks.orThrow();
        }
        var keys = new ArrayList<Key>();
        for (int i = 0; i < named.size(); i++) {
            var also = named.get(i);
            var at = field + "[" + i + "].";
            var table = checks.required(at + "table", also == null ? null : also.table(), 64);
            var version = also == null ? null : also.version();
            checks.range(at + "version", version, 1, 999_999);
            keys.add(new Key(table, version == null ? 0 : version));
        }
        checks.orThrow();
        return keys;
    }

    static @Nullable RequestKey requestKey(Caller caller, @Nullable String header, String hash) {
        var key = IdempotencyKeys.of(caller, header, hash);
        return key == null ? null : new RequestKey(key.caller(), key.key(), key.requestHash());
    }
}
