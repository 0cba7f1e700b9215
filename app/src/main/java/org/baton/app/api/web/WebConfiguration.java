package org.baton.app.api.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.baton.domain.common.Json;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Sets the server up for the API: strict input, known parameters only, and answers that reach the caller. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private static final String API = "/api/**";

    private final Json json;

    WebConfiguration(Json json) {
        this.json = json;
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.addCustomConverter(new InputConverter(json));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var ignored = registry.addInterceptor(new KnownParameters()).addPathPatterns(API);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusalsReachTheCaller() {
        return factory -> factory.addConnectorCustomizers(connector -> {
            // A refused body is read to its end and thrown away, or the caller would see a broken connection, not 413.
            var ignored = connector.setProperty("maxSwallowSize", Long.toString(BodyLimits.SNAPSHOT));
            // Refused further in, as a problem.
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        });
    }

    @Bean
    OpenAPI openApi() {
        var bearer = new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer");
        return new OpenAPI()
                .info(new Info().title("Baton").version("v1").description("Order management for omnichannel retail"))
                .components(new Components().addSecuritySchemes("token", bearer))
                .addSecurityItem(new SecurityRequirement().addList("token"));
    }
}
