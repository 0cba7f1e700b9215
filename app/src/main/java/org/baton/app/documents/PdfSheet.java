package org.baton.app.documents;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Writes a document of Letter pages from top to bottom, beginning another page where one is full. Lengths are in
 * points. Letters that the font does not have, e.g. Chinese ones, are printed as a question mark.
 */
final class PdfSheet implements AutoCloseable {

    /** One cell of a table's row. */
    record Column(String title, float width) {}

    static final float WIDTH = PDRectangle.LETTER.getWidth() - 2 * 54;

    private static final float MARGIN = 54;
    private static final float BOTTOM = 64;
    private static final float LEADING = 1.35f;
    private static final int GREY = 95;
    /** Comes with the library and knows the letters of all of Europe. */
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final PDDocument document = new PDDocument();
    private final PDFont font;
    private PDPageContentStream content;
    private float y;

    PdfSheet(String title) {
        try (var letters = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT), FONT)) {
            document.getDocumentInformation().setTitle(title);
            font = PDType0Font.load(document, letters, true);
            content = page();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PDPageContentStream page() throws IOException {
        var page = new PDPage(PDRectangle.LETTER);
        document.addPage(page);
        y = PDRectangle.LETTER.getHeight() - MARGIN;
        return new PDPageContentStream(document, page);
    }

    /** Begins another page if less than this height is left. */
    void keepTogether(float height) {
        if (y - height >= BOTTOM) {
            return;
        }
        try {
            content.close();
            content = page();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void heading(String text) {
        keepTogether(40);
        y -= 22;
        write(MARGIN, 22, text, WIDTH - 100, 0);
        y -= 12;
    }

    void line(float size, String text) {
        keepTogether(size * LEADING);
        y -= size * LEADING;
        write(MARGIN, size, text, WIDTH - 100, 0);
    }

    void note(String text) {
        keepTogether(16);
        y -= 14;
        write(MARGIN, 9, text, WIDTH, GREY);
    }

    void space(float height) {
        y -= height;
    }

    /** A code in the upper right corner of the first page, for a scanner at the desk. */
    void code(String text) {
        try {
            var hints = Map.of(EncodeHintType.CHARACTER_SET, "UTF-8", EncodeHintType.MARGIN, 0);
            var code = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints);
            squares(code, 84);
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a code: " + text.length(), e);
        }
    }

    private void squares(BitMatrix code, float size) {
        var module = size / code.getWidth();
        var left = MARGIN + WIDTH - size;
        var top = PDRectangle.LETTER.getHeight() - MARGIN;
        try {
            for (int row = 0; row < code.getHeight(); row++) {
                for (int column = 0; column < code.getWidth(); column++) {
                    if (code.get(column, row)) {
                        content.addRect(left + column * module, top - (row + 1) * module, module, module);
                    }
                }
            }
            content.fill();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void titles(List<Column> columns) {
        keepTogether(60);
        y -= 18;
        cells(columns, columns.stream().map(Column::title).toList(), 9, GREY);
        y -= 6;
        rule();
    }

    /** A row of a table; the second lines stand below in small. */
    void row(List<Column> columns, List<String> texts, List<String> small) {
        keepTogether(36);
        y -= 17;
        cells(columns, texts, 12, 0);
        if (small.stream().anyMatch(text -> !text.isEmpty())) {
            y -= 12;
            cells(columns, small, 9, GREY);
        }
        y -= 7;
        rule();
    }

    private void cells(List<Column> columns, List<String> texts, float size, int grey) {
        var left = MARGIN;
        for (int i = 0; i < columns.size(); i++) {
            write(left, size, texts.get(i), columns.get(i).width() - 8, grey);
            left += columns.get(i).width();
        }
    }

    private void rule() {
        try {
            content.setNonStrokingColor(0.8f);
            content.addRect(MARGIN, y, WIDTH, 0.6f);
            content.fill();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text that is too wide is cut, and says so by three dots. */
    private void write(float left, float size, String text, float width, int grey) {
        try {
            content.setNonStrokingColor(grey / 255f);
            content.beginText();
            content.setFont(font, size);
            content.newLineAtOffset(left, y);
            content.showText(fitting(known(text), size, width));
            content.endText();
            content.setNonStrokingColor(0f);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String fitting(String text, float size, float width) throws IOException {
        var whole = text;
        if (font.getStringWidth(whole) / 1000 * size <= width) {
            return whole;
        }
        while (!whole.isEmpty() && font.getStringWidth(whole + "…") / 1000 * size > width) {
            whole = whole.substring(0, whole.offsetByCodePoints(whole.length(), -1));
        }
        return whole + "…";
    }

    private String known(String text) {
        var known = new StringBuilder();
        text.codePoints().forEach(c -> known.append(knows(c) ? Character.toString(c) : "?"));
        return known.toString();
    }

    private boolean knows(int codePoint) {
        try {
            return font.getStringWidth(Character.toString(codePoint)) > 0;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    byte[] bytes() {
        try {
            content.close();
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
