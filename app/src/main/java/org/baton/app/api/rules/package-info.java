/** Rule tables over HTTP: versions, drafts, replays. */
@NullMarked
package org.baton.app.api.rules;

import org.jspecify.annotations.NullMarked;
