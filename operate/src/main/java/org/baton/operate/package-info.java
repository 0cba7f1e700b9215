/** What Operate needs beside the engine: a search engine, as a program of its own. */
@NullMarked
package org.baton.operate;

import org.jspecify.annotations.NullMarked;
