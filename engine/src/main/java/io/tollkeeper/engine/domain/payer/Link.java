package io.tollkeeper.engine.domain.payer;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whom a payer pays for. The first customer stands, for a link that moved would let a stranger's dispute reach a customer.
 *
 * <p>That the provider has forgotten the payer takes nothing from anybody: what was paid before that time, and what becomes of its
 * subscriptions, still belongs to the customer, whenever it is told. Only later payments do not.
 *
 * @param trusted whether somebody who knows it has ever said so: what a buyer has chosen himself may be a stranger
 * @param endedAt since when the provider has forgotten it
 */
record Link(Optional<String> customer, boolean trusted, Optional<Instant> endedAt) {

  static final Link NONE = new Link(Optional.empty(), false, Optional.empty());

  Link with(Notice.Linked linked) {
    var first = customer.orElse(linked.customer());
    return new Link(Optional.of(first), trusted || (!linked.chosen() && first.equals(linked.customer())), endedAt);
  }

  Link with(Notice.Unlinked unlinked) {
    return new Link(customer, trusted,
        Stream.concat(endedAt.stream(), Stream.of(unlinked.at())).min(Comparator.naturalOrder()));
  }

  /** Who gets what is paid by this payment. */
  Optional<String> customerOf(Sale sale) {
    return sale.payment().customer()
        .or(() -> customer.filter(_ -> sale.paidSince().flatMap(paid -> endedAt.filter(paid::isAfter)).isEmpty()));
  }

  /** Whether whoever pays is known to pay for this customer. */
  boolean isTrustedBy(String other) {
    return trusted && customer.filter(other::equals).isPresent();
  }

  /** Whether this would be another customer than the one that stands. */
  boolean contradicts(Notice.Linked linked) {
    return customer.isPresent() && !customer.get().equals(linked.customer());
  }
}
