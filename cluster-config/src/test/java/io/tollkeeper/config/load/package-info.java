/**
 * The load tool with everything that it needs: a database and a node of its own.
 */
@NullMarked
package io.tollkeeper.config.load;

import org.jspecify.annotations.NullMarked;
