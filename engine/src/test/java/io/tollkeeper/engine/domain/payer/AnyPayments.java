package io.tollkeeper.engine.domain.payer;

import static io.tollkeeper.engine.domain.payer.Goods.alias;
import static io.tollkeeper.engine.domain.payer.Goods.at;
import static io.tollkeeper.engine.domain.payer.Goods.linked;
import static io.tollkeeper.engine.domain.payer.Goods.packLine;
import static io.tollkeeper.engine.domain.payer.Goods.planLine;
import static io.tollkeeper.engine.domain.payer.Goods.proration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.payer.Notice.Line;
import io.tollkeeper.engine.domain.payer.Notice.Payment;
import io.tollkeeper.engine.domain.payer.Notice.Payment.Phase;
import io.tollkeeper.engine.domain.payer.Notice.Subscription;
import io.tollkeeper.engine.domain.payer.Notice.Subscription.Standing;

/** Some months of a subscription that is changed now and then, some packs, and money that comes back, as the provider would tell of it. */
final class AnyPayments {

  private static final List<String> PLANS = List.of("pro", "team");
  private static final int MONTHS = 3;

  private final Random random;
  private final List<List<Notice>> messages = new ArrayList<>();
  private final List<String> payments = new ArrayList<>();
  private int invoices;
  private String plan = "pro";
  private long quantity = 1;

  private AnyPayments(Random random) {
    this.random = random;
  }

  static List<List<Notice>> of(Random random) {
    var payments = new AnyPayments(random);
    payments.say(linked());
    var start = at("2026-01-31T10:00:00Z");
    for (int i = 0; i < MONTHS; i++)
      payments.month(Period.at(start, 1, Period.at(start, 1, start.plus(Duration.ofDays(31L * i))).start()));
    if (random.nextInt(3) == 0) payments.subscription(at("2026-05-05T00:00:00Z"), Standing.ENDED, payments.last());
    for (int i = 0; i < 2; i++)
      payments.session("cs_" + i);
    for (int i = 0; i < 8; i++)
      payments.moneyBack(i);
    if (random.nextInt(4) == 0) payments.say(new Notice.Unlinked(at("2026-06-01T00:00:00Z")));
    return payments.messages;
  }

  private Period last() {
    return Period.at(at("2026-01-31T10:00:00Z"), 1, at("2026-04-05T00:00:00Z"));
  }

  private void month(Period month) {
    subscription(month.start(), Standing.ACTIVE, month);
    var id = "in_" + ++invoices;
    var line = planLine("il_" + id, plan, quantity, random.nextInt(6) * 100L, month);
    if (random.nextInt(4) == 0) say(payment(id, Phase.FAILED, month.start().plusSeconds(10), List.of(line)));
    if (random.nextInt(8) > 0) paid(id, month.start().plusSeconds(3600), List.of(line));
    for (var change = month.start(); random.nextInt(3) == 0;) {
      change = change.plus(Duration.ofDays(1L + random.nextInt(9)));
      change(month, change);
    }
  }

  private void change(Period month, Instant time) {
    var rest = new Period(time, month.end());
    var id = "in_" + ++invoices;
    var before = proration("il_" + id + "a", plan, quantity, -50, rest);
    plan = PLANS.get(random.nextInt(2));
    quantity = 1L + random.nextInt(3);
    subscription(time, Standing.ACTIVE, month);
    paid(id, time.plusSeconds(1), List.of(before, proration("il_" + id + "b", plan, quantity, 80, rest)));
  }

  private void session(String id) {
    var lines = List.of(packLine("li_1", "small", 1L + random.nextInt(2), 100), packLine("li_2", "large", 1, 200));
    say(payment(id, Phase.OPEN, at("2026-02-02T00:00:00Z"), lines));
    paid(id, at("2026-02-03T00:00:00Z"), lines);
  }

  private void moneyBack(int number) {
    var payment = payments.get(random.nextInt(payments.size()));
    var of = Set.of("ch_" + payment, "pi_" + payment);
    var amount = random.nextInt(200);
    var id = "_" + number;
    switch (random.nextInt(4)) {
      case 0 -> {
        say(new Notice.Refund("re" + id, of, amount, "eur", Notice.Refund.Phase.PENDING));
        say(new Notice.Refund("re" + id, of, amount, "eur",
            random.nextInt(4) == 0 ? Notice.Refund.Phase.FAILED : Notice.Refund.Phase.SUCCEEDED));
      }
      case 1 -> say(new Notice.RefundedInAll("ch_" + payment, amount, "eur"));
      case 2 -> say(new Notice.CreditNote("cn" + id, payment, amount, "eur",
          random.nextBoolean() ? Map.of() : Map.of("il_" + payment, (long) amount), 0, random.nextInt(4) == 0));
      default -> {
        say(new Notice.Dispute("dp" + id, of, at("2026-03-01T00:00:00Z"), amount, "eur", Notice.Dispute.Phase.OPEN));
        if (random.nextBoolean())
          say(new Notice.Dispute("dp" + id, of, at("2026-03-01T00:00:00Z"), amount, "eur",
              random.nextBoolean() ? Notice.Dispute.Phase.WON : Notice.Dispute.Phase.LOST));
      }
    }
  }

  private void paid(String id, Instant time, List<Line> lines) {
    payments.add(id);
    say(payment(id, Phase.PAID, time, lines));
    say(alias(id, "pi_" + id));
    say(alias("ch_" + id, "pi_" + id));
  }

  private static Payment payment(String id, Phase phase, Instant time, List<Line> lines) {
    return new Payment(id, time, phase, Math.max(0, lines.stream().mapToLong(Line::amount).sum()), "eur", lines,
        Optional.empty(), Optional.empty());
  }

  private void subscription(Instant time, Standing standing, Period period) {
    say(new Subscription("sub_1", time, false, standing,
        List.of(new Subscription.Item("price_" + plan, quantity, period)), Optional.empty(), Optional.empty(),
        Map.of("status", standing.name()), Map.of()));
  }

  private void say(Notice notice) {
    messages.add(List.of(notice));
  }
}
