/** The rules of the engine in plain Java: what a command decides, and what a fact changes. No clock, no I/O, no framework. */
@NullMarked
package io.tollkeeper.engine.domain;

import org.jspecify.annotations.NullMarked;
