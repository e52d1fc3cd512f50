package io.tollkeeper.engine.domain;

import java.util.Optional;

/**
 * How much of a feature may be used.
 *
 * @param limit so much, 0 or more
 * @param window in each of these windows; empty for a gauge, which is limited at every moment
 * @param perQuantity whether the quantity of a subscription multiplies it
 */
public record Limit(long limit, Optional<Window> window, boolean perQuantity) {}
