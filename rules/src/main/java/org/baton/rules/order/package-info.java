/** Answers what the domain asks about a new order, from the table order-screening. */
@NullMarked
package org.baton.rules.order;

import org.jspecify.annotations.NullMarked;
