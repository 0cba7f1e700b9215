/** The pages of customer service and operations: orders, whole. */
@NullMarked
package org.baton.app.console.order;

import org.jspecify.annotations.NullMarked;
