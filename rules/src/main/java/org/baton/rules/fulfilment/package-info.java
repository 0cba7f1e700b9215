/** Answers how the domain should fulfil, from the table fulfilment-policy. */
@NullMarked
package org.baton.rules.fulfilment;

import org.jspecify.annotations.NullMarked;
