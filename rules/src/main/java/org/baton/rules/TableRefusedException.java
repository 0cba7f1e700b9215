package org.baton.rules;

import java.util.List;
import java.util.stream.Collectors;

/** Keeps a broken table out of use, and carries everything that is wrong with it. */
public final class TableRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    TableRefusedException(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining(System.lineSeparator())));
        this.findings = List.copyOf(findings);
    }

    public List<Finding> findings() {
        return findings;
    }
}
