/** Workers of the capability payment. */
@NullMarked
package org.baton.workers.payment;

import org.jspecify.annotations.NullMarked;
