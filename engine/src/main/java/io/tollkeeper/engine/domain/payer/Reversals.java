package io.tollkeeper.engine.domain.payer;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Command.Reverse;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.payer.Notice.Line;
import io.tollkeeper.engine.domain.payer.Notice.Payment;

/** What is taken back of grants that the customers have. */
record Reversals(Situation situation, Findings findings, ReturnedMoney money, Map<String, BigInteger> trimmed) {

  static void derive(Situation situation, Findings findings) {
    var reversals = new Reversals(situation, findings, ReturnedMoney.of(situation.known()),
        Trims.of(situation.payer()));
    Knowledge.all(situation.known().sales()).stream().filter(Sale::isPaid)
        .forEach(sale -> reversals.sale(sale.payment()));
  }

  private void sale(Payment payment) {
    var placed = situation.payer().placed(payment.id());
    if (placed.isEmpty()) return;
    var clawBack = new ClawBack(payment, MoneyBack.of(payment, money));
    for (var grant : placed)
      if (grant.filled())
        granted(grant.order().command())
            .ifPresent(credits -> reverse(grant.order(), credits, clawBack, line(payment, grant.order().key())));
  }

  private static Optional<Credits> granted(Command command) {
    if (command instanceof Command.AddGrant grant) return Optional.of(grant.credits());
    return command instanceof Command.PayPeriod pay ? Optional.of(pay.credits()) : Optional.empty();
  }

  private static Optional<Line> line(Payment payment, String grant) {
    if (!Derivation.isInvoice(payment)) return Optional.empty();
    return payment.lines().stream().filter(line -> Keys.isOf(Keys.grant(payment.id(), line.id()), grant)).findFirst();
  }

  private void reverse(Order grant, Credits granted, ClawBack clawBack, Optional<Line> line) {
    var refunded = line.map(clawBack::refunded).orElseGet(clawBack::refunded).takenFrom(granted.micros());
    var taken = line.map(clawBack::taken).orElseGet(clawBack::taken).takenFrom(granted.micros());
    var rest = BigInteger.valueOf(granted.micros()).subtract(taken);
    var given = Optional.ofNullable(trimmed.get(grant.key())).orElse(BigInteger.ZERO).min(rest);
    var trusted = situation.known().link().isTrustedBy(grant.customer());
    var last = situation.payer().last(Keys.reverse(grant.key())).map(placed -> (Reverse) placed.order().command())
        .orElseGet(() -> new Reverse(grant.key(), 0, Credits.ZERO, Credits.ZERO, Credits.ZERO, false, trusted));
    var next = new Reverse(grant.key(), last.revision(), credits(refunded), credits(taken.subtract(refunded)),
        credits(given), clawBack.back().disputed(), trusted);
    if (!next.equals(last))
      findings.order(new Order(grant.customer(), grant.catalogueVersion(),
          new Reverse(next.grant(), last.revision() + 1, next.refunded(), next.lost(), next.trimmed(),
              next.disputed(), trusted)));
  }

  private static Credits credits(BigInteger micros) {
    return new Credits(micros.longValueExact());
  }
}
