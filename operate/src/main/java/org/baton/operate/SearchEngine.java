package org.baton.operate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.mapper.MapperExtrasPlugin;
import org.opensearch.index.reindex.ReindexPlugin;
import org.opensearch.join.ParentJoinPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;

/**
 * One OpenSearch node on loopback: the engine's exporter writes to it and Operate reads it. For evaluation, on data that
 * the engine could export again; whoever may use this machine's loopback may read it.
 */
public final class SearchEngine {

    private static final List<Class<? extends Plugin>> PLUGINS = List.of(
            Netty4Plugin.class,
            ReindexPlugin.class,
            ParentJoinPlugin.class,
            MapperExtrasPlugin.class,
            PainlessPlugin.class,
            CommonAnalysisPlugin.class);

    private SearchEngine() {}

    /** Runs until it is asked to end. Arguments: its directory, the HTTP port, the port for itself. */
    public static void main(String[] args) throws NodeValidationException, InterruptedException {
        Node node = new LoopbackNode(settings(Path.of(args[0]), args[1], args[2]));
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node, stopped)));
        node.start();
        stopped.await();
    }

    private static Settings settings(Path home, String http, String transport) {
        return Settings.builder()
                .put("path.home", home.toString())
                .put("path.data", home.resolve("data").toString())
                .put("cluster.name", "baton-operate")
                .put("node.name", "baton")
                .put("discovery.type", "single-node")
                .put("network.host", "127.0.0.1")
                .put("http.port", http)
                .put("transport.port", transport)
                .put("transport.type", "netty4")
                .put("http.type", "netty4")
                .put("node.store.allow_mmap", false)
                // Percentages would stop it on a large disk that has plenty left.
                .put("cluster.routing.allocation.disk.watermark.low", "1gb")
                .put("cluster.routing.allocation.disk.watermark.high", "500mb")
                .put("cluster.routing.allocation.disk.watermark.flood_stage", "250mb")
                .build();
    }

    private static void close(Node node, CountDownLatch stopped) {
        try {
            node.close();
        } catch (IOException e) {
            System.err.println("The search engine did not close: " + e);
        } finally {
            stopped.countDown();
        }
    }

    private static final class LoopbackNode extends Node {

        LoopbackNode(Settings settings) {
            super(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "baton"), PLUGINS, false);
        }
    }
}
