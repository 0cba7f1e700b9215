package org.baton.domain.inventory;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.baton.domain.common.FieldChecks;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Remembered;
import org.baton.domain.common.Saved;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which part of the network a sales channel sees, and how much it leaves there; and groups of nodes. A channel that
 * nobody described sees every node and leaves nothing. Answered from memory, at most {@link #FRESH_FOR} old.
 */
@Service
public class Channels {

    /** A set of nodes with a name. */
    public record Group(String id, String name, Set<NodeId> nodes) {}

    /**
     * What a channel may offer.
     *
     * @param group of the nodes that it sees; null for all
     * @param nodes those nodes; null for all
     * @param buffer units of each SKU that it leaves at each node
     */
    public record Channel(
            String id, @Nullable String group, @Nullable Set<NodeId> nodes, int buffer) {

        public boolean sees(Node node) {
            return nodes == null || nodes.contains(node.id());
        }
    }

    private static final Duration FRESH_FOR = Duration.ofMillis(500);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int MOST_NODES = 10_000;
    private static final int MOST_BUFFER = 1_000_000;

    private record Known(Map<String, Group> groups, Map<String, Channel> channels) {}

    private final JdbcClient jdbc;
    private final Nodes nodes;
    private final Remembered<Known> known = new Remembered<>(FRESH_FOR, this::read);

    Channels(JdbcClient jdbc, Nodes nodes) {
        this.jdbc = jdbc;
        this.nodes = nodes;
    }

    /** What a channel may offer. */
    public Channel of(String channel) {
        return find(channel).orElseGet(() -> new Channel(channel, null, null, 0));
    }

    /** A channel that was described. */
    public Optional<Channel> find(String channel) {
        return Optional.ofNullable(known.get().channels().get(channel));
    }

    public Optional<Group> group(String id) {
        return Optional.ofNullable(known.get().groups().get(id));
    }

    public List<Group> groups() {
        return List.copyOf(known.get().groups().values());
    }

    public List<Channel> channels() {
        return List.copyOf(known.get().channels().values());
    }

    /**
     * Describes a channel.
     *
     * @param group null for every node
     * @param buffer null for none
     * @throws org.baton.domain.common.InvalidInputException naming every field that is wrong
     */
    @Transactional
    public Saved saveChannel(String id, @Nullable String group, @Nullable Integer buffer) {
        var checks = new FieldChecks();
        checks.matches("id", checks.required("id", id, 64), ID, "Letters, digits, dot, hyphen and underscore.");
        if (group != null
                && jdbc.sql("select 1 from node_group where id = ?")
                        .param(group)
                        .query()
                        .listOfRows()
                        .isEmpty()) {
            checks.add("group", "unknown-group", "There is no group " + group + ".");
        }
        if (buffer != null) {
            checks.range("buffer", buffer, 0, MOST_BUFFER);
        }
        checks.orThrow();
        var units = Objects.requireNonNullElse(buffer, 0);
        var before = jdbc.sql("select group_id, buffer from sales_channel where id = ? for update")
                .param(id)
                .query((rs, n) -> Objects.equals(rs.getString("group_id"), group) && rs.getInt("buffer") == units)
                .optional();
        known.change(() -> jdbc.sql("""
                insert into sales_channel (id, group_id, buffer) values (?, ?, ?)
                on conflict (id) do update set group_id = excluded.group_id, buffer = excluded.buffer""").params(Arrays.asList(id, group, units)).update());
        return saved(before);
    }

    /**
     * Describes a group of nodes.
     *
     * @throws org.baton.domain.common.InvalidInputException naming every field that is wrong
     */
    @Transactional
    public Saved saveGroup(String id, @Nullable String name, @Nullable List<@Nullable String> members) {
        var checks = new FieldChecks();
        checks.matches("id", checks.required("id", id, 64), ID, "Letters, digits, dot, hyphen and underscore.");
        var called = checks.required("name", name, 200);
        var all = members(checks, members);
        checks.orThrow();
        var before = jdbc.sql("select name, nodes from node_group where id = ? for update")
                .param(id)
                .query((rs, n) -> rs.getString("name").equals(called)
                        && Set.of((String[]) rs.getArray("nodes").getArray()).equals(all))
                .optional();
        known.change(() -> jdbc.sql("""
                insert into node_group (id, name, nodes) values (?, ?, ?)
                on conflict (id) do update set name = excluded.name, nodes = excluded.nodes""")
                .params(id, called, all.stream().sorted().toArray(String[]::new))
                .update());
        return saved(before);
    }

    private Set<String> members(FieldChecks checks, @Nullable List<@Nullable String> members) {
        var all = new HashSet<String>();
        if (members == null || members.isEmpty() || members.size() > MOST_NODES) {
            checks.add("nodes", "required", "1 to " + MOST_NODES + " nodes are expected.");
            return all;
        }
        for (int i = 0; i < members.size(); i++) {
            var field = "nodes[" + i + "]";
            var node = checks.required(field, members.get(i), NodeId.MAX_LENGTH);
            if (!NodeId.isValid(node) || nodes.find(new NodeId(node)).isEmpty()) {
                checks.add(field, "unknown-node", "There is no such node.");
            } else if (!all.add(node)) {
                checks.add(field, "duplicate", "This node is named twice.");
            }
        }
        return all;
    }

    private static Saved saved(Optional<Boolean> same) {
        return same.map(s -> s ? Saved.UNCHANGED : Saved.CHANGED).orElse(Saved.CREATED);
    }

    private Known read() {
        var groups = jdbc
                .sql("select * from node_group order by id")
                .query((rs, n) -> new Group(
                        rs.getString("id"),
                        rs.getString("name"),
                        Arrays.stream((String[]) rs.getArray("nodes").getArray())
                                .map(NodeId::new)
                                .collect(Collectors.toUnmodifiableSet())))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Group::id, Function.identity()));
        var channels = jdbc
                .sql("select * from sales_channel order by id")
                .query((rs, n) -> {
                    var group = rs.getString("group_id");
                    var members = group == null ? null : groups.get(group);
                    return new Channel(
                            rs.getString("id"), group, members == null ? null : members.nodes(), rs.getInt("buffer"));
                })
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Channel::id, Function.identity()));
        return new Known(groups, channels);
    }
}
