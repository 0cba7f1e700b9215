/** Tells an analyst what is wrong with a diagram before it is deployed. */
@NullMarked
package org.baton.processes.lint;

import org.jspecify.annotations.NullMarked;
