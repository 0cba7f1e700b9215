package org.baton.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.baton.domain.inventory.GeoPoint;
import tools.jackson.databind.json.JsonMapper;

/** Where the stores of a GeoJSON file are, under the ids that the import gives them. */
final class StorePlaces {

    /** A store. */
    record Place(String id, GeoPoint point) {}

    private StorePlaces() {}

    /** Reads the points; the id is the last part of the property {@code ref}, as in the import. */
    static List<Place> read(Path geoJson) throws IOException {
        var places = new ArrayList<Place>();
        var features = JsonMapper.shared().readTree(Files.readString(geoJson)).path("features");
        for (var feature : features) {
            var ref = feature.path("properties").path("ref").asString("");
            var point = feature.path("geometry").path("coordinates");
            places.add(new Place(
                    "store-" + ref.substring(ref.lastIndexOf('/') + 1),
                    new GeoPoint(point.path(1).asDouble(), point.path(0).asDouble())));
        }
        return places;
    }
}
