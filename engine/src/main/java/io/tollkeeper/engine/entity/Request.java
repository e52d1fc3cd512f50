package io.tollkeeper.engine.entity;

import java.util.Optional;

import io.tollkeeper.engine.domain.Answer;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.CustomerView;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.IdSpace;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Outcome;

/**
 * What can be asked of a customer.
 *
 * @param <A> what it is answered with
 */
public sealed interface Request<A> {

  /** Carry out a command. Answered when it is durable. */
  record Write(Command command) implements Request<Outcome> {}

  /**
   * May this be done? Answered at once from the last durable state, also while a write is under way.
   *
   * @param minSeq answer only from a state that has this ledger entry; 0 for any
   */
  record Authorize(Demand demand, Optional<String> run, OnInsufficient onInsufficient,
      long minSeq) implements Request<Answer> {}

  /** Show the customer, after what is due has been written. Empty if there is none. */
  record Show() implements Request<Optional<CustomerView>> {}

  /** What was recorded for this id? Empty if nothing was. */
  record Find(IdSpace space, String id) implements Request<Optional<Fact>> {}

  /** Where does the customer's ledger end, after what is due has been written? Empty if there is no customer. */
  record Tail() implements Request<Optional<LedgerTail>> {}
}
