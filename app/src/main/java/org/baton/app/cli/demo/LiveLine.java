package org.baton.app.cli.demo;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;

/** Shows progress: on a terminal one line that changes, elsewhere a line every few seconds. */
public final class LiveLine {

    private static final long QUIET_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrintStream out;
    private final boolean terminal;
    private long shownAt = System.nanoTime() - QUIET_NANOS;
    private int width;

    public LiveLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    public static LiveLine onConsole() {
        return new LiveLine(System.out, isTerminal());
    }

    /** From JDK 22 on there may be a console that is no terminal; it says so itself. */
    @SuppressWarnings("SystemConsoleNull") // on JDK 21 null still means that there is no terminal
    private static boolean isTerminal() {
        var console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** What is going on now. */
    public synchronized void show(String text) {
        if (terminal) {
            out.print("\r" + padded(text));
            width = text.length();
        } else if (System.nanoTime() - shownAt >= QUIET_NANOS) {
            out.println(text);
            shownAt = System.nanoTime();
        }
        out.flush();
    }

    /** What came of it; stays. */
    public synchronized void done(String text) {
        out.println(terminal ? "\r" + padded(text) : text);
        out.flush();
        width = 0;
    }

    private String padded(String text) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
