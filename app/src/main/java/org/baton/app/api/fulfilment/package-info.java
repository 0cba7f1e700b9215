/** Fulfilments and store tasks over HTTP. */
@NullMarked
package org.baton.app.api.fulfilment;

import org.jspecify.annotations.NullMarked;
