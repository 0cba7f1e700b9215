/** Load generator and JMH benchmarks. */
@NullMarked
package org.baton.bench;

import org.jspecify.annotations.NullMarked;
