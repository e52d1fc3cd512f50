package io.tollkeeper.engine.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.pekko.actor.typed.ActorRef;
import io.tollkeeper.engine.domain.payer.Findings;
import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.engine.domain.payer.Obstacle;
import io.tollkeeper.engine.domain.payer.Order;
import io.tollkeeper.engine.domain.payer.Payer;
import io.tollkeeper.engine.entity.PayerEntity.Tell;
import io.tollkeeper.engine.entity.PayerEntity.Told;
import io.tollkeeper.engine.entity.Payers.Progress;

/**
 * Who waits until nothing is under way any more of what its message is about, and is then told how far that got. Touched on the
 * actor's own thread alone.
 */
final class Waiters {

  private final PayerCallers callers;
  private final List<Waiter> waiting = new ArrayList<>();

  Waiters(PayerCallers callers) {
    this.callers = callers;
  }

  private record Waiter(ActorRef<Told> caller, List<Notice> notices) {}

  void add(Tell tell) {
    waiting.add(new Waiter(tell.replyTo(), tell.notices()));
  }

  /** Answers those who need not wait any longer. */
  void settle(Payer payer, HandOvers handOvers, Supplier<Findings> findings) {
    var done = waiting.stream()
        .filter(waiter -> payer.open(payer.subject(waiter.notices())).stream().map(Order::key)
            .noneMatch(handOvers::isUnderWay))
        .toList();
    if (done.isEmpty()) return;
    // The same for all of them, and the more costly the more is known.
    var found = findings.get();
    waiting.removeAll(done);
    done.forEach(waiter -> callers.answer(waiter.caller(), progress(payer, handOvers, found, waiter.notices())));
  }

  private static Progress progress(Payer payer, HandOvers handOvers, Findings found, List<Notice> notices) {
    var subject = payer.subject(notices);
    return worst(Stream.concat(payer.open(subject).stream().map(order -> handOvers.failure(order.key())),
        subject.obstacles(payer, found).stream().map(Waiters::progress)));
  }

  private static Progress worst(Stream<Progress> all) {
    return all.reduce(new Progress.Filled(), (one, other) -> rank(one) >= rank(other) ? one : other);
  }

  private static Progress progress(Obstacle obstacle) {
    return switch (obstacle) {
      case Obstacle.Waiting(var reason, var waitsFor) -> new Progress.Waiting(reason, waitsFor);
      case Obstacle.Ambiguous(var subscription) -> new Progress.Ambiguous(subscription);
      case Obstacle.Refused(var reason) -> new Progress.Refused(reason);
    };
  }

  // What may pass by itself comes last: the caller should try again before anyone is called to look.
  private static int rank(Progress progress) {
    return switch (progress) {
      case Progress.Filled _ -> 0;
      case Progress.NoCustomer _ -> 1;
      case Progress.Waiting _ -> 2;
      case Progress.Refused _ -> 3;
      case Progress.Ambiguous _ -> 4;
      case Progress.Unavailable _ -> 5;
    };
  }
}
