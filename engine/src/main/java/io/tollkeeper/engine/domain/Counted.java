package io.tollkeeper.engine.domain;

import java.time.Instant;

/**
 * A change of what is counted of a feature.
 *
 * @param quantity how many units more; negative for what is given back
 * @param at when they were used: they count in the windows that this time is in
 */
public record Counted(long quantity, Instant at) {}
