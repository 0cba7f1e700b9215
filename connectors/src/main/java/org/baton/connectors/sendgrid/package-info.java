/** Email by SendGrid: sending, looking up, events. */
@NullMarked
package org.baton.connectors.sendgrid;

import org.jspecify.annotations.NullMarked;
