/** Runs on real input and measurements, each beside the limit that it is held against. */
@NullMarked
package org.baton.bench;

import org.jspecify.annotations.NullMarked;
