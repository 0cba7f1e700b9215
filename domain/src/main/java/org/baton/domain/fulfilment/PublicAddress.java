package org.baton.domain.fulfilment;

/** Where customers reach this Baton. */
public interface PublicAddress {

    /** What every address of its pages begins with, e.g. {@code https://orders.example.com}; no slash at the end. */
    String origin();
}
