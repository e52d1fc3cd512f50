package io.tollkeeper.engine.entity;

import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.Answer;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.CustomerView;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.EntitlementAnswer;
import io.tollkeeper.engine.domain.Explanation;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.ReservationView;
import io.tollkeeper.engine.domain.RunView;
import io.tollkeeper.engine.domain.UsageView;

/**
 * What can be asked of a customer.
 *
 * @param <A> what it is answered with
 */
public sealed interface Request<A> {

  /** How many operations it stands for, where what waits or is under way is bounded. */
  default int weight() {
    return 1;
  }

  /** Carry out a command. Answered when it is durable. */
  record Write(Command command) implements Request<Outcome>, Operation {}

  /**
   * May this be done? Answered at once from the last durable state, also while a write is under way.
   *
   * @param minSeq answer only from a state that has this ledger entry; 0 for any
   */
  record Authorize(Demand demand, Optional<String> run, OnInsufficient onInsufficient,
      long minSeq) implements Request<Answer>, Operation {}

  /** What does each rule say about this work? Empty answer fields as for {@link Authorize}. */
  record Explain(Demand demand, Optional<String> run, OnInsufficient onInsufficient) implements Request<Explanation> {}

  /** Has the customer a right to this feature? Empty if there is no such customer, or no such feature. */
  record ShowEntitlement(String feature) implements Request<Optional<EntitlementAnswer>> {}

  /** Show the customer, after what is due has been written. Empty if there is none. */
  record Show() implements Request<Optional<CustomerView>> {}

  /** What became of this usage id? Empty if nothing was ever charged for it. */
  record FindUsage(String id) implements Request<Optional<UsageView>> {}

  /** How is, or was, this reservation? Empty if there never was one. */
  record FindReservation(String id) implements Request<Optional<ReservationView>> {}

  /** How is, or was, this run? Empty if there never was one. */
  record FindRun(String id) implements Request<Optional<RunView>> {}

  /**
   * Several operations of one caller. They take effect in their order, an authorize among them sees those before it, and each has a
   * result of its own: one that is refused does not keep the others from being carried out.
   */
  record Several(List<Operation> operations) implements Request<List<Result>> {

    public Several {
      operations = List.copyOf(operations);
    }

    @Override
    public int weight() {
      return operations.size();
    }
  }

  /** One of several operations. */
  sealed interface Operation permits Write, Authorize {}

  /** What one of several operations led to. */
  sealed interface Result {

    record Written(Outcome outcome) implements Result {}

    record Authorized(Answer answer) implements Result {}

    /** Nobody knows; as {@link Reply.Unavailable}. */
    record Unavailable(String reason) implements Result {}
  }

  /** Where does the customer's ledger end, after what is due has been written? Empty if there is no customer. */
  record Tail() implements Request<Optional<LedgerTail>> {}
}
