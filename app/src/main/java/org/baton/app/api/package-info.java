/** The REST API under /api/v1: thin controllers, one per resource, and the JSON they speak. */
@NullMarked
package org.baton.app.api;

import org.jspecify.annotations.NullMarked;
