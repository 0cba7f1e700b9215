package org.baton.domain.notification;

/**
 * How many segments an SMS takes: each is paid for, and more than one may arrive torn.
 *
 * @param encoding GSM-7, or UCS-2 as soon as one character is not in the GSM alphabet (3GPP TS 23.038)
 * @param units septets, or UTF-16 units
 */
public record SmsLength(String encoding, int units, int segments) {

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "\f^{}\\[~]|€";
    private static final int GSM_SINGLE = 160;
    private static final int GSM_PART = 153;
    private static final int UCS_SINGLE = 70;
    private static final int UCS_PART = 67;

    public static SmsLength of(String text) {
        var gsm = text.chars().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENDED.indexOf(c) >= 0);
        return gsm ? gsm(text) : ucs(text);
    }

    /** An escaped character may not be torn apart, so the parts are filled one character after the other. */
    private static SmsLength gsm(String text) {
        var units = text.chars().map(c -> EXTENDED.indexOf(c) >= 0 ? 2 : 1).toArray();
        return count("GSM-7", units, GSM_SINGLE, GSM_PART);
    }

    private static SmsLength ucs(String text) {
        var units = text.codePoints().map(Character::charCount).toArray();
        return count("UCS-2", units, UCS_SINGLE, UCS_PART);
    }

    private static SmsLength count(String encoding, int[] units, int single, int part) {
        var all = 0;
        var segments = 1;
        var used = 0;
        for (var size : units) {
            all += size;
            if (used + size > part) {
                segments++;
                used = 0;
            }
            used += size;
        }
        return new SmsLength(encoding, all, all <= single ? 1 : segments);
    }
}
