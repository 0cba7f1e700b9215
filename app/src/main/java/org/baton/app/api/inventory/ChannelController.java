package org.baton.app.api.inventory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;
import org.baton.app.api.web.Page;
import org.baton.app.api.web.QueryChecks;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.NotFoundException;
import org.baton.domain.common.Saved;
import org.baton.domain.inventory.Channels;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Channels", description = "Which nodes a sales channel sees and what it leaves there; groups of nodes")
@RestController
@RequestMapping("/api/v1")
class ChannelController {

    /** A group of nodes. */
    record GroupView(
            @Nullable String id,
            @Nullable String name,
            @Nullable List<@Nullable String> nodes) {

        static GroupView of(Channels.Group group) {
            return new GroupView(
                    group.id(),
                    group.name(),
                    List.copyOf(
                            group.nodes().stream().map(NodeId::value).sorted().toList()));
        }
    }

    /**
     * A channel.
     *
     * @param group of nodes that it sees; null for all
     * @param buffer units of each SKU that it leaves at each of them
     */
    record ChannelView(
            @Nullable String id,
            @Nullable String group,
            @Nullable Integer buffer) {

        static ChannelView of(Channels.Channel channel) {
            return new ChannelView(channel.id(), channel.group(), channel.buffer());
        }
    }

    private final Channels channels;

    ChannelController(Channels channels) {
        this.channels = channels;
    }

    @Operation(summary = "Create or change a group of nodes")
    @PutMapping("/node-groups/{id}")
    ResponseEntity<GroupView> saveGroup(@PathVariable String id, @RequestBody GroupView request) {
        return status(channels.saveGroup(id, request.name(), request.nodes())).body(group(id));
    }

    @Operation(summary = "A group of nodes")
    @GetMapping("/node-groups/{id}")
    GroupView group(@PathVariable String id) {
        var known = QueryChecks.pathId("group of nodes", id);
        return channels.group(known)
                .map(GroupView::of)
                .orElseThrow(() -> new NotFoundException("group of nodes", known));
    }

    @Operation(summary = "All groups of nodes")
    @GetMapping("/node-groups")
    Page<GroupView> groups() {
        return Page.whole(channels.groups().stream()
                .sorted(Comparator.comparing(Channels.Group::id))
                .map(GroupView::of)
                .toList());
    }

    @Operation(summary = "Say what a channel sees and what it leaves")
    @PutMapping("/channels/{id}")
    ResponseEntity<ChannelView> saveChannel(@PathVariable String id, @RequestBody ChannelView request) {
        return status(channels.saveChannel(id, request.group(), request.buffer()))
                .body(channel(id));
    }

    @Operation(summary = "A channel")
    @GetMapping("/channels/{id}")
    ChannelView channel(@PathVariable String id) {
        var known = QueryChecks.pathId("channel", id);
        return channels.find(known).map(ChannelView::of).orElseThrow(() -> new NotFoundException("channel", known));
    }

    @Operation(summary = "All channels that were described")
    @GetMapping("/channels")
    Page<ChannelView> channels() {
        return Page.whole(channels.channels().stream()
                .sorted(Comparator.comparing(Channels.Channel::id))
                .map(ChannelView::of)
                .toList());
    }

    private static ResponseEntity.BodyBuilder status(Saved saved) {
        return ResponseEntity.status(saved == Saved.CREATED ? HttpStatus.CREATED : HttpStatus.OK);
    }
}
