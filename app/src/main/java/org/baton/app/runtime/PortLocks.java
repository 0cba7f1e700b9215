package org.baton.app.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps two Batons that start at the same time from choosing the same port; the system frees it when one dies. */
final class PortLocks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PortLocks.class);

    private final Path directory;
    private final Map<Integer, FileChannel> held = new HashMap<>();

    PortLocks(Path directory) {
        this.directory = directory;
    }

    /** True when no other Baton of this user holds the port, which this one does from now on. */
    synchronized boolean take(int port) {
        if (held.containsKey(port)) {
            return false;
        }
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve(Integer.toString(port)), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locks(channel)) {
                channel.close();
                return false;
            }
            held.put(port, channel);
            return true;
        } catch (IOException e) {
            LOG.warn("Cannot hold port {} against other Batons in {}", port, directory, e);
            return true;
        }
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        for (FileChannel channel : held.values()) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.warn("Cannot release a port", e);
            }
        }
        held.clear();
    }
}
