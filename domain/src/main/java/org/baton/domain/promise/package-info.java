/** What a customer may be told before the order: from where, when, at what cost; and the stock held for it. */
@NullMarked
package org.baton.domain.promise;

import org.jspecify.annotations.NullMarked;
