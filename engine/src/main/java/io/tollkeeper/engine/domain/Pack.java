package io.tollkeeper.engine.domain;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Credits that are sold once, as a top-up.
 *
 * @param key its name in the catalogue
 * @param stripePrices the ids of the Stripe prices that sell it
 * @param credits what one of it grants, more than zero
 * @param expiresAfter how long the grant lives; absent for ever
 * @param priority the grant's place in the burn-down order, lower first
 * @param features the only features that the grant pays for; empty for all
 * @param entitlements the features that it opens while its grant lives, by their keys
 */
public record Pack(String key, Set<String> stripePrices, Credits credits, Optional<Term> expiresAfter, int priority,
    Set<String> features, Map<String, Entitlement> entitlements) {

  public Pack {
    stripePrices = Set.copyOf(stripePrices);
    features = Set.copyOf(features);
    entitlements = Map.copyOf(entitlements);
  }
}
