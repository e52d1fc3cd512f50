package io.tollkeeper.engine.domain;

import java.util.Optional;

/**
 * What is asked to be done with a feature, and therefore what it costs.
 *
 * @param feature the feature's key in the catalogue
 * @param quantity how many units, at least 1; what limits count
 * @param credits the price of the whole operation if the caller names it; otherwise the catalogue's price applies
 * @param dimensions what the catalogue's price may depend on
 */
public record Demand(String feature, long quantity, Optional<Credits> credits, Dimensions dimensions) {}
