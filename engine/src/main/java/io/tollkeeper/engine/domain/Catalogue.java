package io.tollkeeper.engine.domain;

import java.util.Map;
import java.util.Optional;

/**
 * What a tenant sells and what it costs: one immutable, numbered publication.
 *
 * @param version counts publications of one tenant from 1; 0 is the empty catalogue before the first
 */
public record Catalogue(int version, Map<String, Feature> features, Map<String, Pack> packs) {

  /** What holds before anything is published. */
  public static final Catalogue EMPTY = new Catalogue(0, Map.of(), Map.of());

  public Catalogue {
    features = Map.copyOf(features);
    packs = Map.copyOf(packs);
  }

  public Optional<Feature> feature(String key) {
    return Optional.ofNullable(features.get(key));
  }

  public Optional<Pack> pack(String key) {
    return Optional.ofNullable(packs.get(key));
  }

  /** The pack that this Stripe price sells. The validation of a catalogue sees to it that there is one at most. */
  public Optional<Pack> packOfStripePrice(String price) {
    return packs.values().stream().filter(pack -> pack.stripePrices().contains(price)).findAny();
  }

  /** The same content as publication number {@code number}. */
  public Catalogue withVersion(int number) {
    return new Catalogue(number, features, packs);
  }
}
