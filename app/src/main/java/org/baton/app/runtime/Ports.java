package org.baton.app.runtime;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Gives each part the same loopback port at every start, and another free one when somebody has taken it. A port that
 * was given is also held against other Batons of this user: between choosing it and listening on it lie seconds.
 */
public final class Ports implements AutoCloseable {

    private final Path file;
    private final PortLocks locks;
    private final Properties remembered = new Properties();
    private final Map<String, Integer> given = new HashMap<>();

    private Ports(Path file, PortLocks locks) {
        this.file = file;
        this.locks = locks;
    }

    /** Reads what earlier starts used. */
    public static Ports in(DataDirectory data, Path cache) {
        Ports ports = new Ports(data.root().resolve("ports.properties"), new PortLocks(cache.resolve("ports")));
        if (Files.exists(ports.file)) {
            try (Reader reader = Files.newBufferedReader(ports.file, StandardCharsets.UTF_8)) {
                ports.remembered.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new StartFailure(ports.file + " cannot be read; delete it to have ports chosen anew.", e);
            }
        }
        return ports;
    }

    /**
     * The remembered port, else the preferred one, else any; each free at this moment. 0 prefers none. Asked again in
     * the same run the answer stays, because others have been told.
     */
    public synchronized int choose(String name, int preferred) {
        Integer before = given.get(name);
        if (before != null) {
            return before;
        }
        int port = number(remembered.getProperty(name));
        if (!usable(port)) {
            port = usable(preferred) ? preferred : anyFree();
        }
        given.put(name, port);
        remembered.setProperty(name, Integer.toString(port));
        save();
        return port;
    }

    /** Somebody else was quicker to listen there: the next answer is another port. */
    public synchronized void giveUp(String name) {
        given.remove(name);
        remembered.remove(name);
    }

    /** True when nobody listens there on loopback. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean usable(int port) {
        return port > 0 && port < 65536 && isFree(port) && locks.take(port);
    }

    private int anyFree() {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (locks.take(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                throw new StartFailure("No free port on 127.0.0.1: " + e.getMessage(), e);
            }
        }
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    }

    /** Lets other Batons have the ports; for after the parts have stopped. */
    @Override
    public synchronized void close() {
        locks.close();
        given.clear();
    }

    private void save() {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            remembered.store(writer, "Loopback ports of this Baton's parts; chosen anew when one is taken");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
