package org.baton.app.api.imports;

import java.util.List;
import org.baton.app.api.web.LineReader;

/** Takes a batch of documents of one kind, each on its own: a wrong one does not stop the others. */
interface Importer {

    /** The word of the address, e.g. {@code nodes}. */
    String kind();

    /** One result per line, in order. */
    List<LineResult> take(List<LineReader.Line> lines, String actor);
}
