package org.baton.app.moved;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Puts a {@link MovedClock} in the place of Baton's clock, in a process of its own that the chaos rounds started. */
public final class MovedClockInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String CLOCK = "clock";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var file = System.getProperty(MovedClock.PROPERTY);
        if (file != null) {
            BeanFactoryPostProcessor replace = beans -> {
                var registry = (BeanDefinitionRegistry) beans;
                registry.removeBeanDefinition(CLOCK);
                registry.registerBeanDefinition(
                        CLOCK,
                        BeanDefinitionBuilder.genericBeanDefinition(Clock.class, () -> new MovedClock(Path.of(file)))
                                .getBeanDefinition());
            };
            context.addBeanFactoryPostProcessor(replace);
        }
    }
}
