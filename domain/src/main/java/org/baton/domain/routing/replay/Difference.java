package org.baton.domain.routing.replay;

import java.time.Instant;

/** An order that a draft sources otherwise than the rules in force. */
record Difference(String order, Instant at, WorldPlan.View live, WorldPlan.View draft) {}
