package org.baton.domain.order;

import java.util.List;
import org.baton.domain.common.OrderId;

/** A place where something personal about the customers of orders is kept, and can be forgotten. */
public interface PersonalData {

    /** What it counts, e.g. {@code messages}. */
    String what();

    /**
     * Forgets the customers of orders that have ended; what happened, when and why stays. In the caller's transaction.
     *
     * @return how many records were emptied; those that were empty before do not count
     */
    int erase(List<OrderId> orders);
}
