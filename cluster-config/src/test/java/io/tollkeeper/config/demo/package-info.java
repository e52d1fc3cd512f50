/**
 * The demo, told to a node of its own.
 */
@NullMarked
package io.tollkeeper.config.demo;

import org.jspecify.annotations.NullMarked;
