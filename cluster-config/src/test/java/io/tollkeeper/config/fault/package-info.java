/**
 * Nodes that are killed, stopped, starved of disk or cut off from their database while clients are at work.
 */
@NullMarked
package io.tollkeeper.config.fault;

import org.jspecify.annotations.NullMarked;
