package org.baton.app.access;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NodeId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;

/**
 * Who calls.
 *
 * @param name of the token; stands as the actor in every history
 * @param nodes the stores of an associate
 */
public record Caller(String name, Set<Role> roles, List<NodeId> nodes) {

    public boolean is(Role... any) {
        return !Collections.disjoint(roles, Arrays.asList(any));
    }

    /** Whether the caller is confined to its stores: an associate and nothing more. */
    public boolean isConfined() {
        return roles.equals(Set.of(Role.ASSOCIATE));
    }

    /** Whether names and addresses of customers may be shown. */
    public boolean maySeeCustomers() {
        return is(Role.SYSTEM, Role.SERVICE, Role.OPERATOR, Role.ADMIN);
    }

    /** Whether the name of who collects or receives a parcel may be shown: staff must find who stands before them. */
    public boolean maySeeRecipients() {
        return is(Role.ASSOCIATE) || maySeeCustomers();
    }

    /** Whether the code that opens a pickup may be shown: a store must hear it from the customer. */
    public boolean maySeePickupCodes() {
        return is(Role.SYSTEM, Role.SERVICE, Role.ADMIN);
    }

    /**
     * Keeps an associate to its stores.
     *
     * @throws AccessDeniedException if the node is not one of them
     */
    public void demand(NodeId node) {
        if (isConfined() && !nodes.contains(node)) {
            throw new AccessDeniedException("This is not one of your stores.");
        }
    }

    /**
     * Keeps an associate to the fulfilments that one of its stores works on.
     *
     * @throws AccessDeniedException if neither place is one of them
     */
    public void demandAny(NodeId place, @Nullable NodeId other) {
        if (other == null || !nodes.contains(other)) {
            demand(place);
        }
    }

    /**
     * The node to list for: the one asked for; for an associate of a single store who asked for none, that store.
     *
     * @throws AccessDeniedException if it is not one of an associate's stores
     * @throws InvalidInputException if an associate of several stores named none
     */
    public @Nullable NodeId confine(@Nullable NodeId asked) {
        if (asked != null) {
            demand(asked);
            return asked;
        }
        if (!isConfined()) {
            return null;
        }
        if (nodes.size() != 1) {
            throw new InvalidInputException("node", "required", "Name one of your stores.");
        }
        return nodes.getFirst();
    }
}
