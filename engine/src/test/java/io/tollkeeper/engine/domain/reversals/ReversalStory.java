package io.tollkeeper.engine.domain.reversals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.Terms;

/**
 * What a customer does, in its order, and what is said of its payments, which may be told in any. Beside what payments bring there are
 * always enough credits that never end, so whatever the customer does is accepted in every order.
 */
final class ReversalStory {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant RENEWAL = Instant.parse("2026-02-01T00:00:00Z");
  static final String PLAN = "pro";
  private static final Instant END = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration HELD = Duration.ofHours(10);
  private static final String FIRST = "stripe:in_1:il_1";

  /** Something that happens, at a time that does not depend on when it is told. */
  record Act(Instant at, Command command) {}

  private final Random dice;
  private final List<Command> payments = new ArrayList<>();
  private final List<Act> acts = new ArrayList<>();
  private final List<Command.Reverse> words = new ArrayList<>();
  private Instant now = START.plusSeconds(10);
  private int ids;

  ReversalStory(long seed) {
    dice = new Random(seed);
    if (dice.nextInt(4) == 0) {
      period();
      return;
    }
    // Each pays for a feature of its own: credits that are taken from one grant are not used of another that ends.
    for (int i = dice.nextInt(4); i >= 0; i--)
      pack("f" + i);
    acts.sort((one, other) -> one.at().compareTo(other.at()));
  }

  /** The credits come first, in any order. */
  List<Command> payments() {
    return payments;
  }

  List<Act> acts() {
    return acts;
  }

  List<Command.Reverse> words() {
    return words;
  }

  private void pack(String feature) {
    var id = "stripe:cs_" + feature + ":top_up";
    var credits = 1 + dice.nextInt(100);
    var ends = dice.nextBoolean();
    payments.add(new Command.AddGrant(id, credits(credits), GrantKind.PAID, 1, Optional.empty(),
        ends ? Optional.of(new Command.Expiry.At(START.plus(Duration.ofHours(50)))) : Optional.empty(),
        Set.of(feature), "stripe:checkout_session:cs_" + feature, ""));
    now = START.plusSeconds(10);
    var trims = dice.nextInt(4) == 0;
    for (int i = dice.nextInt(4); i > 0; i--)
      act(feature, trims);
    // What is undone comes back, and may end unused: so what ends is only wanted back more and more.
    var wanted = 0;
    for (int revision = 1; revision <= 1 + dice.nextInt(4); revision++) {
      wanted = ends ? wanted + dice.nextInt(credits - wanted + 1) : dice.nextInt(credits + 1);
      var lost = dice.nextInt(wanted + 1);
      words.add(new Command.Reverse(id, revision, credits(wanted - lost), credits(lost),
          credits(trims ? Math.min(credits - wanted, revision) : 0), !ends && dice.nextInt(3) == 0));
    }
  }

  /** Two periods of a subscription, the second of which ends the first. */
  private void period() {
    var credits = 1 + dice.nextInt(100);
    payments.add(pay(FIRST, credits, new Period(START, RENEWAL)));
    for (int i = dice.nextInt(4); i > 0; i--)
      act("f0", false);
    now = RENEWAL.plusSeconds(dice.nextInt(100_000));
    acts.add(new Act(now, pay("stripe:in_2:il_1", 50, new Period(RENEWAL, END))));
    for (int i = dice.nextInt(4); i > 0; i--)
      act("f0", false);
    var wanted = 0;
    for (int revision = 1; revision <= 1 + dice.nextInt(4); revision++) {
      wanted += dice.nextInt(credits - wanted + 1);
      words.add(new Command.Reverse(FIRST, revision, credits(wanted), Credits.ZERO, Credits.ZERO, false));
    }
  }

  private static Command pay(String id, int credits, Period period) {
    return new Command.PayPeriod(id, "sub_1", new Terms(PLAN, 1), credits(credits), period,
        Command.PayPeriod.Kind.RENEWED);
  }

  /** Work, now or with a hold before it; where credits are trimmed, none is used. */
  private void act(String feature, boolean holdsOnly) {
    pass(20);
    var demand = new Demand(feature, 1, Optional.of(credits(1 + dice.nextInt(60))), Dimensions.NONE);
    if (!holdsOnly && dice.nextBoolean()) {
      acts.add(new Act(now, new Command.Consume("u" + feature + ids++, demand, Optional.empty(), OnInsufficient.REJECT,
          Optional.empty(), Metadata.NONE)));
      return;
    }
    var id = "r" + feature + ids++;
    acts.add(new Act(now,
        new Command.Reserve(id, demand, Optional.empty(), HELD, false, Metadata.NONE)));
    // Some expire by themselves, before anything else is used: what is held of credits that end is not used of them.
    if (dice.nextInt(4) == 0) {
      now = now.plus(HELD);
      return;
    }
    pass(12);
    acts.add(new Act(now, holdsOnly || dice.nextBoolean()
        ? new Command.Release(id)
        : new Command.Settle(id, Optional.empty(), true,
            demand.credits().map(held -> new Credits(1 + held.micros() / (1 + dice.nextInt(3)) / 2)), Optional.empty(),
            Dimensions.NONE, OnInsufficient.REJECT)));
  }

  private void pass(int hours) {
    now = now.plus(Duration.ofMinutes(1 + dice.nextInt(60 * hours)));
  }

  private static Credits credits(int credits) {
    return new Credits(credits * 1_000_000L);
  }
}
