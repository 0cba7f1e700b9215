package org.baton.domain.promise;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.RefusedException;
import org.baton.domain.common.Sku;
import org.baton.domain.inventory.Channels;
import org.baton.domain.inventory.Holds;
import org.baton.domain.inventory.Holds.Piece;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.inventory.PromiseBook;
import org.baton.domain.inventory.PromiseBook.Promise;
import org.baton.domain.inventory.PromiseBook.Status;
import org.baton.domain.inventory.Reservations.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What may be done with a promise that holds units: let them go, some or all, or have another node hold them. */
@Service
public class HeldPromises {

    /**
     * A change to what is held, not yet checked.
     *
     * @param to the node that shall hold the units instead; null to let them go
     */
    public record Change(
            @Nullable String node,
            @Nullable String sku,
            @Nullable Integer quantity,
            @Nullable String to) {}

    private static final int MOST_UNITS = 1_000_000;

    private final Holds holds;
    private final PromiseBook book;
    private final Channels channels;
    private final Nodes nodes;

    HeldPromises(Holds holds, PromiseBook book, Channels channels, Nodes nodes) {
        this.holds = holds;
        this.book = book;
        this.channels = channels;
        this.nodes = nodes;
    }

    /** @throws org.baton.domain.common.NotFoundException if there is no such promise */
    public Promise get(String id) {
        return book.get(id);
    }

    /** What a promise holds now. */
    public List<Piece> held(String id) {
        return holds.held(book.get(id).id());
    }

    /** Lets everything go; does nothing when nothing is held. */
    public void release(String id) {
        var promise = book.get(id);
        if (promise.status() == Status.HELD) {
            holds.release(id, "released");
            book.end(List.of(id), Status.RELEASED);
        }
    }

    /**
     * Lets some units go, or moves them to another node.
     *
     * @throws RefusedException with code {@code not-held}, or {@code too-few-units} at the other node
     */
    public void change(String id, Change change) {
        var promise = book.get(id);
        if (promise.status() != Status.HELD) {
            throw new RefusedException(
                    "not-held", "The promise holds nothing any more: it is " + promise.status() + ".");
        }
        var piece = check(change);
        var to = change.to();
        if (to == null) {
            holds.release(id, piece, "released");
        } else if (holds.move(
                        id,
                        piece,
                        new NodeId(to),
                        channels.of(promise.channel()).buffer())
                instanceof Outcome.Shortfall) {
            throw new RefusedException("too-few-units", to + " has too few of " + piece.sku() + ".");
        }
        var left = holds.held(id);
        book.change(id, promise.answer(), left.stream().map(Piece::node).collect(Collectors.toSet()));
        if (left.isEmpty()) {
            book.end(List.of(id), Status.RELEASED);
        }
    }

    private Piece check(Change change) {
        var checks = new FieldChecks();
        var node = checks.required("node", change.node(), NodeId.MAX_LENGTH);
        var sku = checks.required("sku", change.sku(), Sku.MAX_LENGTH);
        checks.range("quantity", change.quantity(), 1, MOST_UNITS);
        var to = change.to();
        if (to != null && (!NodeId.isValid(to) || nodes.find(new NodeId(to)).isEmpty() || to.equals(node))) {
            checks.add("to", "unknown-node", "There is no such other node.");
        }
        checks.orThrow();
        return new Piece(new NodeId(node), new Sku(sku), change.quantity() == null ? 0 : change.quantity());
    }

    /**
     * Ends the holds whose time is over.
     *
     * @return how many
     */
    public int expire() {
        var expired = Set.copyOf(holds.expire());
        book.end(expired, Status.EXPIRED);
        return expired.size();
    }
}
