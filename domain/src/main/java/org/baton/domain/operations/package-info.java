/** Proof that the books and the processes agree, and the way back when they do not. */
@NullMarked
package org.baton.domain.operations;

import org.jspecify.annotations.NullMarked;
