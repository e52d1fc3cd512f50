/**
 * Several nodes, each a process of its own, that share the customers and a PostgreSQL server.
 */
@NullMarked
package io.tollkeeper.config.cluster;

import org.jspecify.annotations.NullMarked;
