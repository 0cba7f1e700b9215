package org.baton.app.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database or a Camunda cluster of the user's own, named in the environment; Baton then starts none itself. */
record ExternalServices(Map<String, String> environment) {

    static final String DATABASE_URL = "BATON_DATABASE_URL";
    static final String GRPC_ADDRESS = "BATON_CAMUNDA_GRPC_ADDRESS";

    boolean hasDatabase() {
        return value(DATABASE_URL) != null;
    }

    boolean hasCluster() {
        return value(GRPC_ADDRESS) != null;
    }

    /** What Spring needs to know of them. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        put(properties, "spring.datasource.url", DATABASE_URL);
        put(properties, "spring.datasource.username", "BATON_DATABASE_USER");
        put(properties, "spring.datasource.password", "BATON_DATABASE_PASSWORD");
        put(properties, "baton.camunda.grpc-address", GRPC_ADDRESS);
        put(properties, "baton.camunda.rest-address", "BATON_CAMUNDA_REST_ADDRESS");
        return properties;
    }

    private void put(Map<String, Object> properties, String property, String variable) {
        String value = value(variable);
        if (value != null) {
            properties.put(property, value);
        }
    }

    private @Nullable String value(String variable) {
        String value = environment.get(variable);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
