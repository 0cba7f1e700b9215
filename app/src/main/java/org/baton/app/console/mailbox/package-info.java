/** The messages as customers got them. */
@NullMarked
package org.baton.app.console.mailbox;

import org.jspecify.annotations.NullMarked;
