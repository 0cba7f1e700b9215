/** What the people in a store see and do. */
@NullMarked
package org.baton.app.console.store;

import org.jspecify.annotations.NullMarked;
