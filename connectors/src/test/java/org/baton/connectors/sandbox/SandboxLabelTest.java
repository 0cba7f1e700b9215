package org.baton.connectors.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.baton.domain.fulfilment.CarrierGateway.LabelFormat;
import org.junit.jupiter.api.Test;

class SandboxLabelTest {

    private static SandboxLabel label(String recipient) {
        return new SandboxLabel(
                "GROUND", List.of("Lakeside Store"), List.of(recipient, "233 S Wacker Dr"), 1250, "SP0123456789");
    }

    @Test
    void shouldPrintWhoGetsTheParcelAndItsNumber() throws IOException {
        var pdf = label("Zoë Łukasiewicz").print(LabelFormat.PDF);

        try (var document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isOne();
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Lakeside Store", "Zoë Łukasiewicz", "233 S Wacker Dr", "1.25 KG", "SP0123456789");
        }
    }

    @Test
    void shouldPrintAQuestionMarkForALetterThatTheFontLacks() throws IOException {
        try (var document = Loader.loadPDF(label("王 Poe").print(LabelFormat.PDF))) {
            assertThat(new PDFTextStripper().getText(document)).contains("? Poe");
        }
    }

    @Test
    void shouldNotLetANameCommandTheLabelPrinter() {
        var zpl = new String(label("Ada ^XZ~JR_5E\nPoe").print(LabelFormat.ZPL), StandardCharsets.UTF_8);

        assertThat(zpl).startsWith("^XA").endsWith("^XZ\n").contains("^BCN", "SP0123456789", "Ada _5EXZ_7EJR_5F5EPoe");
        assertThat(zpl.split("\\^XZ", -1)).hasSize(2);
    }
}
