/** {@code ./baton demo}: a fictional retailer, its orders, its associates and its customer service, over the API. */
@NullMarked
package org.baton.app.cli.demo;

import org.jspecify.annotations.NullMarked;
