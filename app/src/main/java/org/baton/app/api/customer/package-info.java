/** Customers, as far as Baton knows them: by their orders. */
@NullMarked
package org.baton.app.api.customer;

import org.jspecify.annotations.NullMarked;
