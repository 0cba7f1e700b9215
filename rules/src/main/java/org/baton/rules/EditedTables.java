package org.baton.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Loads edited versions of tables, each once, and puts those into force that were published. */
public final class EditedTables {

    private static final int MOST_KEPT = 64;

    private static final float LOAD_FACTOR = 0.75f;

    private record Named(String table, String version) {}

    private final DecisionTables tables;
    private final TableHistory history;
    /** As this program ships them. */
    private final Map<String, DecisionTable> shipped;
    /** Old versions are asked again by the orders that they decided. */
    private final Map<Named, DecisionTable> loaded = new LinkedHashMap<>(MOST_KEPT, LOAD_FACTOR, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Named, DecisionTable> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** @param tables in force, as shipped still */
    public EditedTables(DecisionTables tables, TableHistory history) {
        this.tables = tables;
        this.history = history;
        this.shipped = tables.now();
    }

    /**
     * Puts these versions into force, and every other table as shipped, all at one moment. A version that this program
     * cannot use leaves its table as it is.
     *
     * @param versions by table
     * @return what is wrong with the versions that could not be used
     */
    public List<String> putInForce(Map<String, String> versions) {
        List<String> problems = new ArrayList<>();
        Collection<DecisionTable> all = new ArrayList<>();
        for (var table : shipped.values()) {
            @Nullable String version = versions.get(table.name());
            if (version == null || version.equals(table.version())) {
                all.add(table);
                continue;
            }
            try {
                all.add(find(table.name(), version)
                        .orElseThrow(() ->
                                new IllegalStateException("%s version %s is gone".formatted(table.name(), version))));
            } catch (TableRefusedException | IllegalStateException e) {
                problems.add("%s version %s: %s".formatted(table.name(), version, e.getMessage()));
            }
        }
        tables.putAll(all);
        return problems;
    }

    /**
     * A version of a table.
     *
     * @throws TableRefusedException if this program cannot use it
     */
    public Optional<DecisionTable> find(String table, String version) {
        var own = shipped.get(table);
        if (own != null && own.version().equals(version)) {
            return Optional.of(own);
        }
        var name = new Named(table, version);
        synchronized (loaded) {
            var known = loaded.get(name);
            if (known != null) {
                return Optional.of(known);
            }
        }
        var found = history.dmn(table, version).map(dmn -> load(table, dmn).as(version));
        found.ifPresent(t -> {
            synchronized (loaded) {
                loaded.put(name, t);
            }
        });
        return found;
    }

    /** Loads a table that programs know. */
    static DecisionTable load(String table, byte[] dmn) {
        return DecisionTable.load(
                table + ".dmn", dmn, ShippedTables.contract(table).orElseThrow());
    }
}
