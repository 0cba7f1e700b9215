package org.baton.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;

import org.baton.app.api.ApiServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

/** A page that breaks while it is written, after its controller has answered. */
class BrokenPageIT extends ApiServer {

    @MockitoSpyBean
    private Words words;

    private ConsoleBrowser browser;

    @BeforeEach
    void broken() {
        var order = placed("W-1");
        assertThat(order).startsWith("ord_");
        doThrow(new IllegalStateException("a template's fault")).when(words).of(any());
        browser = new ConsoleBrowser(port).signIn(token("service"));
    }

    @Test
    void shouldSayOnAPageThatBatonFailedWhenATemplateBreaks() {
        var page = browser.get("/console/orders");

        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.body())
                .contains("Baton failed", "To the start", "<!DOCTYPE html>")
                .doesNotContain("a template's fault", "urn:baton");
    }

    @Test
    void shouldSayItInThePartWhenAPartWasAskedFor() {
        var part = browser.part("/console/orders");

        assertThat(part.statusCode()).isEqualTo(500);
        assertThat(part.body()).contains("Baton failed").doesNotContain("<html");
    }
}
