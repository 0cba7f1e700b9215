package org.baton.domain.operations;

import java.time.Instant;
import java.util.List;

/**
 * Mends what one check finds, as far as that follows from the books alone: it moves no money, tells nobody anything new
 * and guesses nothing. Each thing is mended in a transaction of its own, after it was looked at once more, and is
 * written into its order's history; what is mended already is left alone.
 */
interface Repair {

    Check check();

    /**
     * Mends what it can.
     *
     * @param before what changed later may still be on its way, and is left alone
     * @param most how many things at once
     * @return what was mended, and how
     */
    List<Finding> repair(Instant before, int most);
}
