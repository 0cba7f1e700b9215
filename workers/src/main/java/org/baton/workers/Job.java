package org.baton.workers;

import java.util.Map;

/**
 * What a worker may know of a job besides its variables.
 *
 * @param headers as the diagram gives them
 */
public record Job(
        long key,
        long elementInstanceKey,
        long processInstanceKey,
        long processDefinitionKey,
        String elementId,
        Map<String, String> headers) {}
