package org.baton.domain.engine;

/**
 * Published inside the transaction in which Baton finds that its engine is another one than before: no process, job or
 * timer of the last one lives any more. Who keeps keys of the engine forgets those of what has not ended, for the new
 * engine counts from the beginning and will use them again for something else.
 *
 * @param generation counts the engines; that of the new one
 */
public record EngineReplaced(int generation) {}
