package io.tollkeeper.engine.domain;

import java.util.Optional;

/**
 * How a customer stood right after something, as far as its balance does not say so.
 *
 * @param available what the feature could draw
 * @param low whether the balance was below what its plan calls low
 * @param limit the limit of the feature of which least was left; empty if it has none
 */
public record Afterwards(Credits available, boolean low, Optional<LimitUse> limit) {

  /** After these grants are what is left, and so much more of the feature has been counted. */
  static Afterwards of(Case decided, Grants grants, String feature, Counted counted) {
    return new Afterwards(grants.freeFor(feature), Entitling.isLow(decided, grants.free()),
        Limiting.closest(decided, feature, counted));
  }
}
