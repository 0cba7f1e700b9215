package org.baton.app;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Everything of Baton that Spring wires; it expects a database and an engine to be there. */
@SpringBootApplication(scanBasePackages = "org.baton")
public class BatonApplication {}
