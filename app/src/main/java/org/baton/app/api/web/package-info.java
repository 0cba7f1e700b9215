/** What every resource of the API shares: problems, body limits, strict input, pages, ETags. */
@NullMarked
package org.baton.app.api.web;

import org.jspecify.annotations.NullMarked;
