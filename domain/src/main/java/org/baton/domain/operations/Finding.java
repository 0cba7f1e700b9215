package org.baton.domain.operations;

/**
 * Something that does not agree with something else.
 *
 * @param subject what it is about: an order, a fulfilment, or a stock row as {@code node/sku}
 * @param text what is there and what should be, in words an operator can act on
 */
public record Finding(String subject, String text) {}
