/** The business: aggregates, services, ports, events, migrations. */
@NullMarked
package org.baton.domain;

import org.jspecify.annotations.NullMarked;
