package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * All that one decision is made with.
 *
 * @param ledger the customer, and what has been decided so far
 * @param catalogue the current one
 * @param past the past, as far as it is at hand
 * @param now the time, as the customer sees it
 */
record Case(Ledger ledger, Catalogue catalogue, Past past, Limits limits, Instant now) {

  /** The customer after what has been decided so far. */
  Customer customer() {
    return ledger.customer();
  }

  /** The last fact that has this name. Throws {@link Missing} if it is not at hand. */
  Optional<Fact> find(Name name) {
    for (var fact : ledger.facts().reversed())
      if (fact.event().names().contains(name)) return Optional.of(fact);
    var customer = customer();
    for (var number : customer.ids().rows(name.space(), name.id())) {
      var fact = find(number, name);
      if (fact.isPresent()) return fact;
    }
    return customer.ids().mayHaveForgotten()
        ? findForgotten(customer.ids().hash(name.space(), name.id()), name)
        : Optional.empty();
  }

  private Optional<Fact> findForgotten(long hash, Name name) {
    for (var number : past.forgotten(hash).orElseThrow(() -> new Missing(new Need.Forgotten(hash)))) {
      var fact = find(number, name);
      if (fact.isPresent()) return fact;
    }
    return Optional.empty();
  }

  private Optional<Fact> find(long number, Name name) {
    var row = past.row(number).orElseThrow(() -> new Missing(new Need.Row(number)));
    return row.list().reversed().stream().filter(fact -> fact.event().names().contains(name)).findFirst();
  }

  /** The later of the last facts that have these names. */
  Optional<Fact> newest(Name one, Name other) {
    var first = find(one);
    var second = find(other);
    if (first.isEmpty() || second.isEmpty()) return first.or(() -> second);
    return first.get().seq() >= second.get().seq() ? first : second;
  }

  /** This publication of the catalogue. Throws {@link Missing} if it is not at hand. */
  Catalogue catalogue(int version) {
    return version == catalogue.version()
        ? catalogue
        : past.catalogue(version).orElseThrow(() -> new Missing(new Need.Version(version)));
  }

  /** The decision that what has been written amounts to. */
  Decision decided(Outcome outcome) {
    return ledger.decided(outcome);
  }
}
