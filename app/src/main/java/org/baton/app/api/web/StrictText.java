package org.baton.app.api.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.baton.domain.common.InvalidInputException;

/** Reads bytes as UTF-8 without mending what is not. */
public final class StrictText {

    private StrictText() {}

    /** @throws InvalidInputException if the bytes are not UTF-8 */
    public static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInputException("", "malformed-text", "This is not UTF-8.");
        }
    }
}
