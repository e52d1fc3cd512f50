package io.tollkeeper.engine.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Subscription;
import io.tollkeeper.engine.domain.Terms;

/** Keeps one customer's line in the roster up to date: whenever its plan changes, and again until the roster has it. */
final class RosterEntry {

  // A node that died between the journal and the roster is forgotten after this; nobody's line is that old and wrong.
  private static final Duration DOUBTFUL = Duration.ofHours(1);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(RosterEntry.class);

  private final CustomerKey key;
  private final Roster roster;
  private final Aside aside;
  private boolean known;
  private Optional<Terms> noted = Optional.empty();
  private boolean noting;

  RosterEntry(CustomerKey key, Roster roster, Aside aside) {
    this.key = key;
    this.roster = roster;
    this.aside = aside;
  }

  /** The customer is recovered: what it was long ago has been noted long ago. */
  void recovered(Customer customer, Instant now) {
    if (!customer.exists()) return;
    if (customer.lastAt().plus(DOUBTFUL).isBefore(now)) learn(terms(customer));
    else keep(customer);
  }

  /** Notes the customer's plan if it is not noted yet. */
  void keep(Customer durable) {
    var terms = terms(durable);
    if (noting || !durable.exists() || (known && terms.equals(noted))) return;
    noting = true;
    aside.run(roster.note(key, terms, durable.row()), _ -> {
      noting = false;
      learn(terms);
    }, failure -> {
      LOG.warn("{}: the roster cannot be written: {}", key, failure.toString());
      aside.later(RETRY, () -> noting = false);
    });
  }

  private void learn(Optional<Terms> terms) {
    known = true;
    noted = terms;
  }

  private static Optional<Terms> terms(Customer customer) {
    return customer.access().subscription().map(RosterEntry::terms);
  }

  private static Terms terms(Subscription held) {
    return new Terms(held.plan(), held.version());
  }
}
