package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller may ask of a customer. Plain data in canonical form: two commands are the same content exactly when they are equal.
 * Those that carry an id of the caller's are remembered by it ({@link Identified}); the others are idempotent by state.
 */
public sealed interface Command {

  /** A command that takes effect once for each id. */
  sealed interface Identified extends Command {

    /** The id that the caller chose, unique within {@link #space()}. */
    String id();

    /** Where the id is unique: each kind of id has its own space. */
    IdSpace space();
  }

  /** Create the customer, or update the parts that are given. */
  record PutCustomer(Optional<String> name, Optional<Metadata> metadata,
      Optional<String> stripeCustomer) implements Command {}

  /**
   * Add credits.
   *
   * @param effectiveAt from when they can be spent; absent for at once
   * @param expiry when they end; absent for never
   */
  record AddGrant(String id, Credits credits, GrantKind kind, int priority, Optional<Instant> effectiveAt,
      Optional<Expiry> expiry,
      Set<String> features, String source, String reason) implements Identified {

    public AddGrant {
      features = Set.copyOf(features);
    }

    @Override
    public IdSpace space() {
      return IdSpace.GRANT;
    }
  }

  /** When a grant ends. */
  sealed interface Expiry {

    /** At an instant. */
    record At(Instant time) implements Expiry {}

    /** A while after it becomes effective. */
    record After(Term term) implements Expiry {}
  }

  /** End the unused part of a grant. */
  record VoidGrant(String grant, String reason) implements Command {}

  /** Correct the balance by hand: a positive amount becomes a grant that never expires, a negative one is drawn by burn-down. */
  record Adjust(String id, long micros, String reason) implements Identified {

    @Override
    public IdSpace space() {
      return IdSpace.ADJUSTMENT;
    }
  }

  /**
   * Do something and pay for it.
   *
   * @param id the usage id
   * @param run the run it is part of, if any
   * @param occurredAt when the caller says that it happened; recorded only
   */
  record Consume(String id, Demand demand, Optional<String> run, OnInsufficient onInsufficient,
      Optional<Instant> occurredAt, Metadata metadata) implements Identified {

    @Override
    public IdSpace space() {
      return IdSpace.USAGE;
    }
  }

  /** Write what the clock has made due, and nothing else. */
  record WriteDue() implements Command {}
}
