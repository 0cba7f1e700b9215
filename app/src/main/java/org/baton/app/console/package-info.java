/** The console: pages for the people who work with orders, drawn by the server. */
@NullMarked
package org.baton.app.console;

import org.jspecify.annotations.NullMarked;
