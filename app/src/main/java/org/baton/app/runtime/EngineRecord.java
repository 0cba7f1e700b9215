package org.baton.app.runtime;

/** What the local engine tells by {@link IncidentExporter}, because it has no API to ask for it. */
public sealed interface EngineRecord permits IncidentRecord, FormRecord {}
