package org.baton.domain.rulebook;

import java.util.List;

/** The tables that Baton's programs ask, and the engine that judges an edited one. */
public interface RuleTables {

    /**
     * A table as this program ships it.
     *
     * @param replayable whether a replay of past orders shows the effect of a change
     * @param hash names the content
     * @param cases golden cases, as CSV
     */
    record Shipped(String name, String capability, boolean replayable, String hash, byte[] dmn, String cases) {}

    /**
     * What was found in a draft.
     *
     * @param readable false for what is no such table at all, and is not worth keeping
     */
    record Checked(String hash, boolean readable, List<RuleFinding> findings) {

        public boolean hasErrors() {
            return findings.stream().anyMatch(RuleFinding::isError);
        }
    }

    List<Shipped> shipped();

    /** Looks at everything: syntax, types, gaps, overlaps, rows that never match, unknown outputs, golden cases. */
    Checked check(String table, byte[] dmn, String cases);
}
