package org.baton.app.runtime;

/**
 * A form that was deployed, by whomever.
 *
 * @param definitionKey of the form, or of the process whose diagram it lies in
 * @param id the form's id within the diagram; empty for a form that is a file of its own
 * @param schema as the Modeler saved it
 */
public record FormRecord(long definitionKey, String id, String schema) implements EngineRecord {}
