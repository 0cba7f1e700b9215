package org.baton.app.api.inventory;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.io.JsonStringEncoder;

/** Puts JSON together from pieces that are bytes already. */
final class JsonBytes {

    private static final int LONGEST_NUMBER = 20;

    private byte[] bytes;
    private int length;

    JsonBytes(int expected) {
        this.bytes = new byte[expected];
    }

    /** A piece of JSON. */
    static byte[] of(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** A text as JSON writes it. */
    static byte[] quoted(Object text) {
        var json = new StringBuilder("\"");
        JsonStringEncoder.getInstance().quoteAsString(text.toString(), json);
        return of(json.append('"').toString());
    }

    JsonBytes put(byte[] piece) {
        return put(piece, 0, piece.length);
    }

    /** A part of a piece. */
    JsonBytes put(byte[] piece, int from, int to) {
        makeRoom(to - from);
        System.arraycopy(piece, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    JsonBytes number(long number) {
        if (number < 0) {
            return put(of(Long.toString(number)));
        }
        makeRoom(LONGEST_NUMBER);
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    int length() {
        return length;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length + more);
        }
    }
}
