package io.tollkeeper.engine.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;

/** Keeps one customer's line in the roster up to date: whenever its plan or its payer changes, and again until the roster has it. */
final class RosterEntry {

  // A node that died between the journal and the roster is forgotten after this; nobody's line is that old and wrong.
  private static final Duration DOUBTFUL = Duration.ofHours(1);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(RosterEntry.class);

  private final CustomerKey key;
  private final Roster roster;
  private final Aside aside;
  private boolean known;
  private Roster.Line noted = new Roster.Line(Optional.empty(), Optional.empty());
  private boolean noting;

  RosterEntry(CustomerKey key, Roster roster, Aside aside) {
    this.key = key;
    this.roster = roster;
    this.aside = aside;
  }

  /** The customer is recovered: what it was long ago has been noted long ago. */
  void recovered(Customer customer, Instant now) {
    if (!customer.exists()) return;
    if (customer.lastAt().plus(DOUBTFUL).isBefore(now)) learn(line(customer));
    else keep(customer);
  }

  /** Notes how the customer is if it is not noted yet. */
  void keep(Customer durable) {
    var line = line(durable);
    if (noting || !durable.exists() || (known && line.equals(noted))) return;
    noting = true;
    aside.run(roster.note(key, line, durable.row()), _ -> {
      noting = false;
      learn(line);
    }, failure -> {
      LOG.warn("{}: the roster cannot be written: {}", key, failure.toString());
      aside.later(RETRY, () -> noting = false);
    });
  }

  private void learn(Roster.Line line) {
    known = true;
    noted = line;
  }

  private static Roster.Line line(Customer customer) {
    var payer = customer.profile().stripeCustomer();
    return new Roster.Line(customer.access().terms(), Optional.of(payer).filter(id -> !id.isEmpty()));
  }
}
