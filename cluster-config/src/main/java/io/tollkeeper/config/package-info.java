/**
 * How a node is assembled from the other modules, configured, started and stopped.
 */
@NullMarked
package io.tollkeeper.config;

import org.jspecify.annotations.NullMarked;
