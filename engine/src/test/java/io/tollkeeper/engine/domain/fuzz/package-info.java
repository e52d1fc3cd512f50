/** Random commands against the decider, every answer predicted by a naive model that shares none of its rules. */
@NullMarked
package io.tollkeeper.engine.domain.fuzz;

import org.jspecify.annotations.NullMarked;
