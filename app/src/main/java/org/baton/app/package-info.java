/** Spring Boot main: REST API, security, embedded runtime, command line. */
@NullMarked
package org.baton.app;

import org.jspecify.annotations.NullMarked;
