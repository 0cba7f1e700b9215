/**
 * The vendors of the embedded default: a payment provider, a warehouse, a carrier and a message provider that behave
 * like real ones, keep what they know in PostgreSQL, and misbehave on request. docs/sandbox.md lists how to ask.
 */
@NullMarked
package org.baton.connectors.sandbox;

import org.jspecify.annotations.NullMarked;
