package org.baton.connectors.sandbox;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.oned.Code128Writer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Draws a label of 4 by 6 inches, the size that carriers print. */
final class SandboxLabelPdf {

    private static final PDRectangle SIZE = new PDRectangle(4 * 72, 6 * 72);
    private static final float LEFT = 16;
    private static final float WIDTH = SIZE.getWidth() - 2 * LEFT;
    /** Comes with the library and knows the letters of all of Europe. */
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final PDFont font;
    private final PDPageContentStream content;

    private SandboxLabelPdf(PDFont font, PDPageContentStream content) {
        this.font = font;
        this.content = content;
    }

    static byte[] draw(SandboxLabel label) {
        try (var document = new PDDocument();
                var letters = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT), FONT)) {
            var page = new PDPage(SIZE);
            document.addPage(page);
            var font = PDType0Font.load(document, letters, true);
            try (var content = new PDPageContentStream(document, page)) {
                new SandboxLabelPdf(font, content).label(label);
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void label(SandboxLabel label) throws IOException {
        text(400, 16, SandboxCarrier.NAME + "  " + label.service());
        rule(390);
        lines(374, 10, label.from());
        rule(314);
        text(298, 9, "SHIP TO");
        lines(276, 16, label.to());
        text(190, 10, label.weight());
        rule(180);
        bars(label.trackingNumber());
        text(44, 13, label.trackingNumber());
    }

    private void lines(float top, float size, List<String> lines) throws IOException {
        for (int i = 0; i < lines.size(); i++) {
            text(top - i * size * 1.35f, size, lines.get(i));
        }
    }

    private void rule(float y) throws IOException {
        content.addRect(LEFT, y, WIDTH, 1);
        content.fill();
    }

    /** A text that is too wide is written smaller; a letter that the font lacks becomes a question mark. */
    private void text(float y, float size, String text) throws IOException {
        var plain = new StringBuilder();
        text.codePoints().forEach(c -> plain.append(knows(c) ? Character.toString(c) : "?"));
        var width = font.getStringWidth(plain.toString()) / 1000 * size;
        content.beginText();
        content.setFont(font, width <= WIDTH ? size : size * WIDTH / width);
        content.newLineAtOffset(LEFT, y);
        content.showText(plain.toString());
        content.endText();
    }

    private boolean knows(int codePoint) {
        try {
            return font.getStringWidth(Character.toString(codePoint)) > 0;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private void bars(String number) throws IOException {
        var code = new Code128Writer().encode(number, BarcodeFormat.CODE_128, 0, 1);
        var module = WIDTH / code.getWidth();
        for (int x = 0; x < code.getWidth(); x++) {
            if (code.get(x, 0)) {
                content.addRect(LEFT + x * module, 64, module, 104);
            }
        }
        content.fill();
    }
}
