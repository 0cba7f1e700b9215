package org.baton.domain.rulebook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a table. What it says never changes, how far it has come does.
 *
 * @param version counts the versions of its table, from 1
 * @param hash of the file
 * @param cases how many golden cases it must fulfil
 * @param basedOn the version in force when it was uploaded; null for the table as shipped
 * @param author who uploaded it
 * @param evidence the replay by which it was published
 */
public record RuleVersion(
        String table,
        int version,
        Status status,
        String hash,
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

    /** How far a version has come. */
    public enum Status {
        /** As some Baton ships it. */
        SHIPPED,
        /** Uploaded, with errors. */
        DRAFT,
        /** Uploaded, and nothing stands against it. */
        CHECKED,
        /** Replayed on past orders. */
        TRIED,
        /** In force. */
        PUBLISHED,
        /** Was in force until another version was published. */
        REPLACED,
        /** Was in force until somebody took it back. */
        ROLLED_BACK;

        /** Whether it may be published. */
        public boolean isReady() {
            return this == CHECKED || this == TRIED;
        }
    }

    /** A version of a table by its number. */
    public record Key(String table, int version) {

        @Override
        public String toString() {
            return table + " version " + version;
        }
    }

    /** What the version says. */
    public record Content(byte[] dmn, String cases) {}

    public Key key() {
        return new Key(table, version);
    }

    /** By which decisions name it. */
    public String name() {
        return status == Status.SHIPPED ? hash : name(version, hash);
    }

    static String name(int version, String hash) {
        return "v" + version + "-" + hash;
    }
}
