package org.baton.app.cli.importing;

import java.util.List;
import java.util.Map;

/**
 * A document to send, with the rows of the file that it was made of.
 *
 * @param sources the rows, to be written out if it is refused
 * @param document as JSON
 * @param errors why it cannot be sent at all; empty if it can
 */
record Row(List<Source> sources, Map<String, Object> document, List<String> errors) {

    /**
     * A row of the file.
     *
     * @param number where it begins, counted from 1: the line of a CSV file, the feature of a GeoJSON file
     */
    record Source(long number, List<String> cells) {}
}
