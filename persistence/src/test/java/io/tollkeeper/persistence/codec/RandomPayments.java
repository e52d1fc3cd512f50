package io.tollkeeper.persistence.codec;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Command.PutSubscription.Item;
import io.tollkeeper.engine.domain.Command.PutSubscription.Status;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.Terms;
import io.tollkeeper.engine.domain.TopUp;

/** Random commands that a payment provider leads to. */
final class RandomPayments {

  private static final Duration MONTH = Duration.ofDays(30);
  private static final List<Command.PayPeriod.Kind> KINDS = List.of(Command.PayPeriod.Kind.values());
  private static final List<String> PLANS = List.of("free", "pro", "kept");

  private final Random random;
  private final List<String> grants = new ArrayList<>();
  private int number;

  RandomPayments(Random random) {
    this.random = random;
  }

  Command next(Instant now) {
    number++;
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> pay(now);
      case 3 -> buy();
      case 4, 5, 6 -> reverse();
      case 7, 8 -> subscription(now);
      case 9 -> new Command.LinkPayer("cus_1");
      case 10 -> new Command.PutAutoTopUp(new TopUp.Settings(credits(500), "small", 1 + random.nextInt(5)));
      default -> random.nextInt(4) == 0
          ? new Command.RemoveAutoTopUp()
          : new Command.EndTopUp("topup-" + (1 + random.nextInt(5)), random.nextBoolean());
    };
  }

  private Command pay(Instant now) {
    var id = "stripe:in_" + number + ":il_1";
    grants.add(id);
    return new Command.PayPeriod(id, subscriptionId(), new Terms(any(PLANS), 1), credits(20), period(now), any(KINDS));
  }

  private Command buy() {
    var id = "stripe:cs_" + number + ":small";
    grants.add(id);
    return new Command.AddGrant(id, credits(20), GrantKind.PAID, 10, Optional.empty(), Optional.empty(),
        Set.of(), "stripe:checkout_session:cs_" + number, "");
  }

  private Command reverse() {
    var grant = grants.isEmpty() ? "stripe:cs_0:small" : any(grants);
    return new Command.Reverse(grant, number, credits(8), credits(8), credits(4), random.nextInt(3) == 0,
        random.nextInt(4) > 0);
  }

  private Command subscription(Instant now) {
    var until = random.nextInt(3) == 0 ? Optional.of(now.plus(MONTH)) : Optional.<Instant>empty();
    return new Command.PutSubscription(subscriptionId(), number,
        List.of(new Item(any(PLANS), 1 + random.nextInt(3))), period(now), switch (random.nextInt(3)) {
          case 0 -> new Status.Active(until);
          case 1 -> new Status.PastDue(now, until);
          default -> new Status.Inactive();
        });
  }

  private String subscriptionId() {
    return "sub_" + random.nextInt(2);
  }

  private Period period(Instant now) {
    var start = now.plus(Duration.ofDays(random.nextInt(60) - 50));
    return new Period(start, start.plus(MONTH));
  }

  private Credits credits(int most) {
    return new Credits(random.nextLong(1, most * 1_000_000L));
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
