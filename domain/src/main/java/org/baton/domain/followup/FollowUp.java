package org.baton.domain.followup;

/**
 * One kind of thing that is done after a change, outside of its transaction, e.g. telling a carrier. It may be done
 * again after it was done, so it must act once per business key.
 */
public interface FollowUp<T extends Record> {

    /** By which its rows are known, e.g. {@code carrier-collected}. */
    String kind();

    /** What it is told. Holds no personal data. */
    Class<T> details();

    /**
     * Does it.
     *
     * @throws org.baton.domain.common.GatewayRejectedException if trying again is no use; any other exception means
     *     that it is tried again
     */
    void perform(T details);
}
