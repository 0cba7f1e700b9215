/** The rule tables of inventory. */
@NullMarked
package org.baton.rules.inventory;

import org.jspecify.annotations.NullMarked;
