/** Adapters to the outside, one package per vendor. */
@NullMarked
package org.baton.connectors;

import org.jspecify.annotations.NullMarked;
