package org.baton.app.api.inventory;

import java.io.IOException;
import org.baton.app.api.inventory.AvailabilityController.View;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Sends answers about availability in one piece with its length, written by {@link AvailabilityJson}. */
final class AvailabilityConverter extends AbstractHttpMessageConverter<View> {

    /** Makes Spring use it. */
    @Configuration(proxyBeanMethods = false)
    static class Registration implements WebMvcConfigurer {

        @Override
        public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
            builder.addCustomConverter(new AvailabilityConverter());
        }
    }

    private final AvailabilityJson json = new AvailabilityJson();

    private AvailabilityConverter() {
        super(MediaType.APPLICATION_JSON);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == View.class;
    }

    @Override
    protected boolean canRead(@Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected View readInternal(Class<? extends View> type, HttpInputMessage message) {
        throw new UnsupportedOperationException("writes only");
    }

    @Override
    protected void writeInternal(View view, HttpOutputMessage message) throws IOException {
        var written = json.write(view);
        message.getHeaders().setContentLength(written.length());
        written.writeTo(message.getBody());
    }
}
