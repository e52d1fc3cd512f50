/** Runs the tables in {@code scenarios/*.txt}: stories of customers, line by line, as a customer would tell them. */
@NullMarked
package io.tollkeeper.engine.domain.scenario;

import org.jspecify.annotations.NullMarked;
