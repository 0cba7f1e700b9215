package org.baton.app.runtime;

import java.util.List;

/** Keeps what the engine told, and how far it has been read, together: both in one transaction. */
public interface IncidentSink {

    /** Where reading goes on for this partition; 0 when nothing was read yet. */
    long offset(int partition);

    /** Keeps the records and the next offset. A record may come again after a crash of the engine. */
    void accept(int partition, List<EngineRecord> records, long nextOffset);
}
