/** What goes out: the engine's answers as JSON. The same answer always gives the same bytes. */
@NullMarked
package io.tollkeeper.http.write;

import org.jspecify.annotations.NullMarked;
