/** Money per order: authorise, capture per fulfilment, void; one ledger entry per business key. */
@NullMarked
package org.baton.domain.payment;

import org.jspecify.annotations.NullMarked;
