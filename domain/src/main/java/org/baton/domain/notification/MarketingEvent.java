package org.baton.domain.notification;

import java.util.Map;
import java.util.TreeMap;
import org.baton.domain.common.Json;

/** What a marketing system hears of an event: which order, how it is fulfilled, what was bought; nobody's name. */
final class MarketingEvent {

    private static final Json JSON = new Json();

    private MarketingEvent() {}

    static String properties(Map<String, Object> values) {
        var properties = new TreeMap<String, Object>();
        for (var name : new String[] {"orderNumber", "method", "storeName", "items"}) {
            properties.put(name, values.getOrDefault(name, ""));
        }
        return JSON.write(properties);
    }
}
