package io.tollkeeper.engine.entity;

import org.apache.pekko.persistence.typed.JournalPersistFailed;
import org.apache.pekko.persistence.typed.JournalPersistRejected;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import io.tollkeeper.engine.domain.Chain;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.entity.CustomerEntity.Message;
import io.tollkeeper.engine.entity.CustomerEntity.Persist;
import io.tollkeeper.engine.entity.CustomerEntity.Stop;

/**
 * The durable side of a customer: writes what the desk decided, and recovers it. It decides nothing. A failed write stops the actor,
 * which throws the undurable state away; the next request finds a new incarnation that recovers what the journal has.
 */
final class Account extends EventSourcedBehavior<Message, Facts, Customer> {

  // A second snapshot is kept in case the newest turns out to be unreadable.
  private static final int SNAPSHOTS_KEPT = 2;

  private final Customer unknown;
  private final Desk desk;
  private final EntitySettings settings;

  Account(PersistenceId id, Customer unknown, Desk desk, EntitySettings settings) {
    super(id);
    this.unknown = unknown;
    this.desk = desk;
    this.settings = settings;
  }

  @Override
  public Customer emptyState() {
    return unknown;
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(settings.snapshotEvery(), SNAPSHOTS_KEPT);
  }

  @Override
  public CommandHandler<Message, Facts, Customer> commandHandler() {
    return newCommandHandlerBuilder().forAnyState()
        .onCommand(Persist.class, (_, persist) -> Effect().persist(persist.facts()).thenRun(desk::written))
        .onCommand(Stop.class, (_, _) -> Effect().stop())
        .build();
  }

  @Override
  public EventHandler<Customer, Facts> eventHandler() {
    return (customer, facts) -> desk.stateInFlight().orElseGet(() -> replay(customer, facts));
  }

  @Override
  public SignalHandler<Customer> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), desk::recovered)
        .onSignal(JournalPersistFailed.class,
            (_, failed) -> desk.unavailable("the journal did not take the write", failed.failure()))
        .onSignal(JournalPersistRejected.class,
            (_, rejected) -> desk.unavailable("the journal rejected the write", rejected.failure()))
        .build();
  }

  /** Applies a row of the journal. One that was altered must not become a balance: it fails the recovery, loudly. */
  private static Customer replay(Customer customer, Facts facts) {
    var next = customer;
    for (var fact : facts.list()) {
      if (!Chain.follows(next.chain(), fact))
        throw new IllegalStateException("the journal of " + customer.key() + " was altered: row " + (customer.row() + 1)
            + " does not follow the one before it");
      next = next.evolve(fact);
    }
    return next.endRow();
  }
}
