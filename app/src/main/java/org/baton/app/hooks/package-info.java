/** Where vendors call Baton; each call proves whose it is before anything else is looked at. */
@NullMarked
package org.baton.app.hooks;

import org.jspecify.annotations.NullMarked;
