/**
 * Many clients at once on one node: races for the same credits and ids, more than can be served, and what a long day leaves on the disk.
 */
@NullMarked
package io.tollkeeper.config.rush;

import org.jspecify.annotations.NullMarked;
