/** The command that analysts use for versions of rule tables. */
@NullMarked
package org.baton.app.cli.rules;

import org.jspecify.annotations.NullMarked;
