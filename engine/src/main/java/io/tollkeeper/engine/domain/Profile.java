package io.tollkeeper.engine.domain;

import java.util.Optional;

/**
 * What a tenant tells of a customer beside its credits.
 *
 * @param name a display name, empty if none was given
 * @param metadata the tenant's own notes
 * @param stripeCustomer the id of the customer at Stripe, empty if none is linked
 */
public record Profile(String name, Metadata metadata, String stripeCustomer) {

  public static final Profile EMPTY = new Profile("", Metadata.NONE, "");

  /** The longest name. */
  public static final int MAX_NAME = 256;

  /** This profile with the given parts replaced; what is absent stays. */
  public Profile with(Optional<String> newName, Optional<Metadata> newMetadata, Optional<String> newStripeCustomer) {
    return new Profile(newName.orElse(name), newMetadata.orElse(metadata), newStripeCustomer.orElse(stripeCustomer));
  }
}
