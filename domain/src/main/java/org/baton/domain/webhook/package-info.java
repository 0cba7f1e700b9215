/** What happens, told to other systems: their addresses, and events delivered to each at least once. */
@NullMarked
package org.baton.domain.webhook;

import org.jspecify.annotations.NullMarked;
