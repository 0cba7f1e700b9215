package org.baton.domain.routing;

/**
 * What a node near enough could give.
 *
 * @param units that may be promised there, in the order of the problem's SKUs
 */
public record Offer(Site site, double miles, int[] units) {}
