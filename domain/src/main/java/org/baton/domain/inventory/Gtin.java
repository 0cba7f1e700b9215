package org.baton.domain.inventory;

/** The number of a bar code. */
public final class Gtin {

    private Gtin() {}

    /** Whether it is a GTIN-8, UPC-A, EAN-13 or GTIN-14 with the right check digit (GS1 General Specifications, 7.9). */
    public static boolean isValid(String text) {
        if (!text.matches("[0-9]{8}|[0-9]{12,14}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            var weight = (text.length() - i) % 2 == 0 ? 3 : 1;
            sum += weight * (text.charAt(i) - '0');
        }
        return sum % 10 == 0;
    }
}
