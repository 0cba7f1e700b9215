package org.baton.connectors.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.baton.domain.fulfilment.CarrierGateway.LabelFormat;
import org.baton.domain.fulfilment.CarrierGateway.Parcel;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a label of the sandbox carrier. Its lines are personal data.
 *
 * @param service what the carrier does with the parcel
 * @param from lines of the sender
 * @param to lines of the recipient
 */
record SandboxLabel(String service, List<String> from, List<String> to, int weightGrams, String trackingNumber) {

    /** A label of 4 by 6 inches at 203 dots an inch. */
    private static final String ZPL_BEGIN = "^XA^CI28^PW812^LL1218^LH0,0\n";

    static SandboxLabel outbound(Parcel parcel, String trackingNumber) {
        return new SandboxLabel("GROUND", node(parcel), recipient(parcel), parcel.weightGrams(), trackingNumber);
    }

    static SandboxLabel inbound(Parcel parcel, String trackingNumber) {
        return new SandboxLabel("RETURN", recipient(parcel), node(parcel), parcel.weightGrams(), trackingNumber);
    }

    private static List<String> node(Parcel parcel) {
        var node = parcel.from();
        return lines(node.name(), node.line1(), town(node.city(), node.region(), node.postalCode()), node.country());
    }

    private static List<String> recipient(Parcel parcel) {
        var to = parcel.delivery();
        return lines(parcel.recipient(), to.line1(), town(to.city(), to.region(), to.postalCode()), to.country());
    }

    private static String town(@Nullable String city, @Nullable String region, @Nullable String postalCode) {
        return String.join(
                " ",
                Stream.of(city, region, postalCode).filter(Objects::nonNull).toList());
    }

    private static List<String> lines(@Nullable String... lines) {
        var known = new ArrayList<String>();
        for (var line : lines) {
            if (line != null && !line.isBlank()) {
                known.add(line);
            }
        }
        return List.copyOf(known);
    }

    byte[] print(LabelFormat format) {
        return switch (format) {
            case PDF -> SandboxLabelPdf.draw(this);
            case ZPL -> zpl().getBytes(StandardCharsets.UTF_8);
        };
    }

    private String zpl() {
        var zpl = new StringBuilder(ZPL_BEGIN);
        field(zpl, 40, 40, 44, SandboxCarrier.NAME + "  " + service);
        zpl.append("^FO30,100^GB752,3,3^FS\n");
        lines(zpl, 130, 28, from);
        zpl.append("^FO30,300^GB752,3,3^FS\n");
        field(zpl, 40, 330, 28, "SHIP TO");
        lines(zpl, 370, 48, to);
        field(zpl, 40, 640, 28, weight());
        zpl.append("^FO60,720^BY2^BCN,220,N,N,N^FD").append(trackingNumber).append("^FS\n");
        field(zpl, 60, 970, 40, trackingNumber);
        return zpl.append("^XZ\n").toString();
    }

    private static void lines(StringBuilder zpl, int top, int height, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            field(zpl, 40, top + i * (height + 8), height, lines.get(i));
        }
    }

    /** What the printer would take for a command is written in hexadecimal. */
    private static void field(StringBuilder zpl, int left, int top, int height, String text) {
        zpl.append("^FO%d,%d^A0N,%d,%d^FH_^FD".formatted(left, top, height, height));
        text.codePoints().filter(c -> !Character.isISOControl(c)).forEach(c -> {
            if (c == '^' || c == '~' || c == '_') {
                zpl.append('_').append("%02X".formatted(c));
            } else {
                zpl.appendCodePoint(c);
            }
        });
        zpl.append("^FS\n");
    }

    String weight() {
        return "%.2f KG".formatted(weightGrams / 1000.0);
    }
}
