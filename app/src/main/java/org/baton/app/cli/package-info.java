/** Commands that talk to a running Baton over its API: import and token. */
@NullMarked
package org.baton.app.cli;

import org.jspecify.annotations.NullMarked;
