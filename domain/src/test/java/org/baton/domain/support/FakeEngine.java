package org.baton.domain.support;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.baton.domain.incident.EngineIncidents;
import org.baton.domain.incident.Incident;
import org.baton.domain.operations.ProcessInstances;

/** An engine that remembers which incidents it was asked to retry, and whose processes live until they are lost. */
public final class FakeEngine implements EngineIncidents, ProcessInstances {

    private final List<String> retried = new CopyOnWriteArrayList<>();
    private final Set<String> marks = ConcurrentHashMap.newKeySet();
    private final Set<Long> ended = ConcurrentHashMap.newKeySet();

    public void reset() {
        marks.clear();
        retried.clear();
        ended.clear();
    }

    /** The instance has come to its end, or was lost. */
    public void ends(long instance) {
        ended.add(instance);
    }

    @Override
    public Set<Long> gone(Collection<Long> keys) {
        return keys.stream().filter(ended::contains).collect(Collectors.toSet());
    }

    @Override
    public boolean remembers(String mark) {
        return marks.contains(mark);
    }

    @Override
    public void remember(String mark) {
        marks.add(mark);
    }

    /** It has lost its data: it knows nothing of what was before. */
    public void isReplaced() {
        marks.clear();
    }

    public List<String> retried() {
        return List.copyOf(retried);
    }

    @Override
    public void retry(Incident incident) {
        retried.add(incident.id());
    }
}
