/** Orders over HTTP. */
@NullMarked
package org.baton.app.api.order;

import org.jspecify.annotations.NullMarked;
