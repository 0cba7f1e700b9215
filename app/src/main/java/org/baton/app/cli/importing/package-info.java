/** Files of other systems turned into documents of the API: CSV, and GeoJSON for nodes. */
@NullMarked
package org.baton.app.cli.importing;

import org.jspecify.annotations.NullMarked;
