package org.baton.domain.operations;

import java.util.List;

/**
 * What one check saw.
 *
 * @param looked rows or processes that it looked at: a check that looked at nothing proves nothing
 * @param found how many things are wrong
 * @param findings the first of them
 */
public record CheckResult(Check check, long looked, long found, List<Finding> findings) {

    public CheckResult {
        findings = List.copyOf(findings);
    }
}
