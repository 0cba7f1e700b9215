/** Job workers: thin adapters from a BPMN job type to one domain call. */
@NullMarked
package org.baton.workers;

import org.jspecify.annotations.NullMarked;
