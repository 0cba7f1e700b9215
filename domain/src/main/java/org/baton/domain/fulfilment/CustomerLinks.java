package org.baton.domain.fulfilment;

import org.baton.domain.common.OrderId;
import org.baton.domain.fulfilment.SignedLinks.Purpose;
import org.springframework.stereotype.Component;

/** The addresses of the pages that customers open from a message, each good for one order or part of one. */
@Component
public class CustomerLinks {

    private static final String HERE = "/h/";
    private static final String CHOOSE = "/c/";
    private static final String ORDER = "/o/";

    private final SignedLinks links;
    private final PublicAddress address;

    CustomerLinks(SignedLinks links, PublicAddress address) {
        this.links = links;
        this.address = address;
    }

    /** Where the customer of a fulfilment says that they are there. */
    public String arrive(Fulfilment fulfilment) {
        return address.origin()
                + HERE
                + links.sign(Purpose.ARRIVE, fulfilment.id().value());
    }

    /** Where the customer of an order chooses what shall happen with what a store gave back. */
    public String choose(OrderId order) {
        return address.origin() + CHOOSE + links.sign(Purpose.CHOOSE, order.value());
    }

    /** Where the customer of an order sees how it stands. */
    public String follow(OrderId order) {
        return address.origin() + ORDER + links.sign(Purpose.FOLLOW, order.value());
    }
}
