package org.baton.app.console;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** The console's settings. */
@Configuration
@EnableConfigurationProperties(ConsoleSettings.class)
class ConsoleConfiguration {}
