/** BPMN diagrams by capability, and the names shared by models and code. */
@NullMarked
package org.baton.processes;

import org.jspecify.annotations.NullMarked;
