/** Bulk input over HTTP, answered line by line. */
@NullMarked
package org.baton.app.api.imports;

import org.jspecify.annotations.NullMarked;
