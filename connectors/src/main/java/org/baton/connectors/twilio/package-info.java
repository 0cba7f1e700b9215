/** SMS by Twilio: sending, looking up, receipts and replies. */
@NullMarked
package org.baton.connectors.twilio;

import org.jspecify.annotations.NullMarked;
