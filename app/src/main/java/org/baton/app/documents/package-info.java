/** The papers of a store: what is picked, what lies in the box, and where it goes. */
@NullMarked
package org.baton.app.documents;

import org.jspecify.annotations.NullMarked;
