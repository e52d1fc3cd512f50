/**
 * What tests of whole nodes are made of: a node as a process of its own, a client that speaks HTTP, and patience with a limit.
 */
@NullMarked
package io.tollkeeper.config.kit;

import org.jspecify.annotations.NullMarked;
