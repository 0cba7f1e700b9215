/** Marketing events to Klaviyo. */
@NullMarked
package org.baton.connectors.klaviyo;

import org.jspecify.annotations.NullMarked;
