package org.baton.processes.lint;

/** One kind of thing that can be wrong with a diagram. */
@FunctionalInterface
interface Check {

    void check(Model model, Findings findings);
}
