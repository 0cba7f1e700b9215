package org.baton.domain.inventory;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.Remembered;
import org.baton.domain.common.Saved;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The network of stores and warehouses. Reads are answered from memory, at most {@link #FRESH_FOR} old. */
@Service
public class Nodes {

    /** After this time a change made by another Baton process is seen too. */
    static final Duration FRESH_FOR = Duration.ofSeconds(1);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int MOST_CAPABILITIES = 50;
    private static final String DEFAULT_ZONE = "America/Chicago";

    /** A node and how far it is from the place asked about. */
    public record Near(Node node, double miles) {}

    /** @param state of the table that it was read from */
    private record Network(String state, Map<NodeId, Node> nodes, Atlas atlas) {}

    private final JdbcAggregateTemplate aggregates;
    private final JdbcClient jdbc;
    private final PostalCodes postalCodes;
    private final Remembered<Network> network = new Remembered<>(FRESH_FOR, this::read);
    private volatile @Nullable Network last;

    Nodes(JdbcAggregateTemplate aggregates, JdbcClient jdbc, PostalCodes postalCodes) {
        this.aggregates = aggregates;
        this.jdbc = jdbc;
        this.postalCodes = postalCodes;
    }

    public Optional<Node> find(NodeId id) {
        return Optional.ofNullable(network.get().nodes().get(id));
    }

    /** @throws NotFoundException if there is no such node */
    public Node get(NodeId id) {
        return find(id).orElseThrow(() -> new NotFoundException("node", id));
    }

    /** Active nodes of some types around a place, nearest first; equally far ones by id. */
    public List<Near> near(GeoPoint place, double radiusMiles, List<NodeType> types) {
        return network.get().nodes().values().stream()
                .filter(node -> node.active() && types.contains(node.type()))
                .map(node -> new Near(node, node.place().milesTo(place)))
                .filter(near -> near.miles() <= radiusMiles)
                .sorted(Comparator.comparingDouble(Near::miles)
                        .thenComparing(near -> near.node().idText()))
                .toList();
    }

    /** The few nearest active nodes around a place that are wanted, nearest first; equally far ones by id. */
    public List<Near> nearest(GeoPoint place, double radiusMiles, int most, Predicate<Node> wanted) {
        return network.get().atlas().nearest(place, radiusMiles, most, wanted);
    }

    public List<Node> list() {
        return List.copyOf(network.get().nodes().values());
    }

    /**
     * Creates or changes a node.
     *
     * @throws org.baton.domain.common.InvalidInputException naming every field that is wrong
     */
    @Transactional
    public Saved save(NodeRequest request) {
        var node = validate(request);
        var before = aggregates.findById(node.idText(), Node.class);
        if (node.equals(before)) {
            return Saved.UNCHANGED;
        }
        network.change(() -> {
            var ignored = before == null ? aggregates.insert(node) : aggregates.update(node);
        });
        return before == null ? Saved.CREATED : Saved.CHANGED;
    }

    private Node validate(NodeRequest request) {
        var checks = new FieldChecks();
        var id = checks.required("id", request.id(), NodeId.MAX_LENGTH);
        checks.matches("id", id, ID, "Letters, digits, dot, hyphen and underscore.");
        var name = checks.required("name", request.name(), 200);
        var type = checks.required("type", request.type(), 20);
        if (!type.isEmpty() && NodeType.of(type).isEmpty()) {
            checks.add("type", "unknown-value", "One of store, warehouse.");
        }
        var postalCode = checks.required("postalCode", request.postalCode(), 16);
        var place = place(checks, request, postalCode);
        var capacity = request.dailyCapacity();
        if (capacity != null) {
            checks.range("dailyCapacity", capacity, 0, 1_000_000);
        }
        var node = new Node(
                id,
                name,
                type,
                checks.optional("line1", request.line1(), 200),
                checks.optional("city", request.city(), 100),
                checks.optional("region", request.region(), 40),
                postalCode,
                Objects.requireNonNullElse(checks.optional("country", request.country(), 2), "US"),
                place.latitude(),
                place.longitude(),
                timeZone(checks, request.timeZone()),
                checks.optional("openingHours", request.openingHours(), 200),
                checks.optional("phone", request.phone(), 40),
                capabilities(checks, request.capabilities()),
                capacity,
                request.active() == null || request.active());
        checks.orThrow();
        return node;
    }

    private static List<String> capabilities(FieldChecks checks, @Nullable List<@Nullable String> texts) {
        if (texts == null) {
            return List.of();
        }
        if (texts.size() > MOST_CAPABILITIES) {
            checks.add("capabilities", "too-many", "At most " + MOST_CAPABILITIES + ".");
            return List.of();
        }
        return IntStream.range(0, texts.size())
                .mapToObj(i -> checks.required("capabilities[" + i + "]", texts.get(i), 40))
                .toList();
    }

    private GeoPoint place(FieldChecks checks, NodeRequest request, String postalCode) {
        var latitude = request.latitude();
        var longitude = request.longitude();
        if (latitude == null || longitude == null) {
            var centroid = postalCodes.locate(postalCode);
            if (centroid.isEmpty() && !postalCode.isEmpty()) {
                checks.add("postalCode", "unknown-postal-code", "Its place is not known: give latitude and longitude.");
            }
            return centroid.orElse(new GeoPoint(0, 0));
        }
        if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            checks.add("latitude", "out-of-range", "No such place: " + latitude + ", " + longitude + ".");
            return new GeoPoint(0, 0);
        }
        return new GeoPoint(latitude, longitude);
    }

    private static String timeZone(FieldChecks checks, @Nullable String name) {
        if (name == null || name.isBlank()) {
            return DEFAULT_ZONE;
        }
        try {
            return ZoneId.of(name).getId();
        } catch (DateTimeException e) {
            checks.add("timeZone", "unknown-value", "An IANA time zone such as America/Chicago.");
            return DEFAULT_ZONE;
        }
    }

    private Network read() {
        // Every committed change gives its row another xmin, so the sum tells whether anything changed.
        var state = jdbc.sql("select count(*) || '/' || coalesce(sum(xmin::text::bigint), 0) from node")
                .query(String.class)
                .single();
        var before = last;
        if (before != null && before.state().equals(state)) {
            return before;
        }
        var nodes = StreamSupport.stream(aggregates.findAll(Node.class).spliterator(), false)
                .collect(Collectors.toUnmodifiableMap(Node::id, Function.identity()));
        var now = new Network(state, nodes, new Atlas(nodes.values()));
        last = now;
        return now;
    }
}
