package org.baton.app.api.rules;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.baton.domain.rulebook.RuleFinding;
import org.baton.domain.rulebook.RuleVersion;
import org.jspecify.annotations.Nullable;

/**
 * A version of a table.
 *
 * @param name by which decisions name it
 * @param status shipped, draft (has errors), checked, tried, published (in force), replaced or rolled-back
 * @param basedOn the version in force when it was uploaded; null for the table as shipped
 */
record VersionView(
        String table,
        int version,
        String name,
        String status,
        int cases,
        List<RuleFinding> findings,
        @Nullable Integer basedOn,
        String author,
        String note,
        Instant createdAt,
        @Nullable Instant triedAt,
        @Nullable Instant publishedAt,
        @Nullable String publishedBy,
        @Nullable String publishNote,
        @Nullable String evidence,
        @Nullable Instant rolledBackAt,
        @Nullable String rolledBackBy,
        @Nullable String rollbackNote) {

    static VersionView of(RuleVersion version) {
        return new VersionView(
                version.table(),
                version.version(),
                version.name(),
                version.status().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                version.cases(),
                version.findings(),
                version.basedOn(),
                version.author(),
                version.note(),
                version.createdAt(),
                version.triedAt(),
                version.publishedAt(),
                version.publishedBy(),
                version.publishNote(),
                version.evidence(),
                version.rolledBackAt(),
                version.rolledBackBy(),
                version.rollbackNote());
    }
}
