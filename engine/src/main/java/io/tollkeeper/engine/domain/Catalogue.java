package io.tollkeeper.engine.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a tenant sells and what it costs: one immutable, numbered publication.
 *
 * @param version counts publications of one tenant from 1; 0 is the empty catalogue before the first
 * @param features by their keys
 * @param plans by their keys, in the order in which they were published; none at all means that every feature is open to everyone
 * @param packs by their keys
 * @param defaultPlan the plan of customers without another
 */
public record Catalogue(int version, Map<String, Feature> features, Map<String, Plan> plans, Map<String, Pack> packs,
    Optional<Plan> defaultPlan) {

  /** What holds before anything is published. */
  public static final Catalogue EMPTY = new Catalogue(0, Map.of(), Map.of(), Map.of(), Optional.empty());

  public Catalogue {
    features = Map.copyOf(features);
    plans = Collections.unmodifiableMap(new LinkedHashMap<>(plans));
    packs = Map.copyOf(packs);
  }

  /** A catalogue without plans. */
  public Catalogue(int version, Map<String, Feature> features, Map<String, Pack> packs) {
    this(version, features, Map.of(), packs, Optional.empty());
  }

  public Optional<Feature> feature(String key) {
    return Optional.ofNullable(features.get(key));
  }

  public Optional<Plan> plan(String key) {
    return Optional.ofNullable(plans.get(key));
  }

  public Optional<Pack> pack(String key) {
    return Optional.ofNullable(packs.get(key));
  }

  /** The pack that this Stripe price sells. The validation of a catalogue sees to it that there is one at most. */
  public Optional<Pack> packOfStripePrice(String price) {
    return packs.values().stream().filter(pack -> pack.stripePrices().contains(price)).findAny();
  }

  /** The plan that this Stripe price sells; one at most, too. */
  public Optional<Plan> planOfStripePrice(String price) {
    return plans.values().stream().filter(plan -> plan.stripePrices().contains(price)).findAny();
  }

  /** The same content as publication number {@code number}. */
  public Catalogue withVersion(int number) {
    return new Catalogue(number, features, plans, packs, defaultPlan);
  }
}
