package org.baton.app.console.store;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.baton.app.access.Caller;
import org.baton.app.console.ConsoleSettings;
import org.baton.domain.fulfilment.StoreBoard;
import org.jspecify.annotations.Nullable;

/**
 * A store's open steps as its people look at them.
 *
 * @param fresh nobody has accepted them yet
 * @param work accepted, and not yet where the customer or the carrier takes them
 * @param ready wait for who collects them
 * @param next what to do first: the most urgent step that nobody else has taken on
 * @param walk orders to be picked in one walk: as many as wait, and as a cart holds
 * @param due steps that are due soon
 * @param late steps that the store should have done by now
 */
record Board(
        List<Card> fresh,
        List<Card> work,
        List<Card> ready,
        @Nullable Card next,
        long walk,
        long due,
        long late) {

    private static final String ACCEPT = "accept";
    private static final String PICK = "pick";
    private static final String HAND_OVER = "hand-over";

    /** @param open the most urgent first */
    static Board of(List<StoreBoard.Entry> open, Caller caller, Instant now, ConsoleSettings settings) {
        var cards = open.stream()
                .map(entry -> Card.of(entry, caller, now, settings.dueSoon()))
                .toList();
        var toDo = cards.stream().filter(Predicate.not(Board::waitsForCustomer)).toList();
        return new Board(
                toDo.stream().filter(card -> ACCEPT.equals(card.kind())).toList(),
                toDo.stream().filter(card -> !ACCEPT.equals(card.kind())).toList(),
                cards.stream().filter(Board::waitsForCustomer).toList(),
                toDo.stream().filter(card -> !card.others()).findFirst().orElse(null),
                toDo.stream()
                        .filter(card -> PICK.equals(card.kind()) && card.claimedBy() == null)
                        .limit(settings.cart())
                        .count(),
                toDo.stream().filter(Card::soon).count(),
                toDo.stream().filter(Card::late).count());
    }

    private static boolean waitsForCustomer(Card card) {
        return HAND_OVER.equals(card.kind());
    }
}
