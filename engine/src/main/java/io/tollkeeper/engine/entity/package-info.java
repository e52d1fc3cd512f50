/** The actor that runs the rules, one per customer, and the ports through which the rest of the world reaches it and it reaches the stores. */
@NullMarked
package io.tollkeeper.engine.entity;

import org.jspecify.annotations.NullMarked;
