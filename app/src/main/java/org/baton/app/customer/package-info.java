/** The pages that customers open by the signed links of their messages. */
@NullMarked
package org.baton.app.customer;

import org.jspecify.annotations.NullMarked;
