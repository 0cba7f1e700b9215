package org.baton.rules;

import java.util.Optional;

/** Finds the file of a version that is not in force any more, by the name that a decision wrote down. */
@FunctionalInterface
public interface TableHistory {

    /** Nothing was ever edited. */
    TableHistory NONE = (table, version) -> Optional.empty();

    Optional<byte[]> dmn(String table, String version);
}
