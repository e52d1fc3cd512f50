package io.tollkeeper.engine.domain.payer;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tollkeeper.engine.domain.Command.PayPeriod;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.payer.Notice.Line;

/**
 * What paid lines give back of others, because a plan was changed inside a period that was paid for. Each takes from one line of another
 * invoice: of those for the same price, the one that it is the rest of.
 */
final class Trims {

  private final List<Sale> paid;
  private final Map<String, BigInteger> trimmed = new HashMap<>();

  private Trims(List<Sale> paid) {
    this.paid = paid;
  }

  /** How much of each grant was given back. */
  static Map<String, BigInteger> of(Payer payer) {
    var trims = new Trims(Knowledge.all(payer.knowledge().sales()).stream().filter(Sale::isPaid).toList());
    for (var sale : trims.paid)
      for (var line : sale.payment().lines())
        if (line.amount() < 0 && line.proration() && line.period().isPresent())
          trims.trimmedLine(sale, line).ifPresent(whole -> trims.trim(payer, whole, line));
    return trims.trimmed;
  }

  /** A line and the invoice that it is of. */
  private record Whole(Sale sale, Line line, Period period) {

    long length() {
      return period.end().getEpochSecond() - period.start().getEpochSecond();
    }
  }

  private Optional<Whole> trimmedLine(Sale from, Line rest) {
    var gone = rest.period().orElseThrow();
    return paid.stream().filter(sale -> !sale.payment().id().equals(from.payment().id()))
        .flatMap(sale -> sale.payment().lines().stream()
            .filter(line -> line.amount() >= 0 && line.sold().equals(rest.sold())
                && sale.subscription(line).equals(from.subscription(rest)))
            .flatMap(line -> line.period().filter(period -> Billing.contains(period, gone))
                .map(period -> new Whole(sale, line, period)).stream()))
        // After several changes there are parts inside of parts. The last one has the quantity that is given back.
        .min(Comparator.<Whole, Boolean>comparing(whole -> whole.line().quantity() != quantity(rest))
            .thenComparingLong(Whole::length)
            .thenComparing(whole -> whole.sale().payment().at(), Comparator.reverseOrder())
            .thenComparing(whole -> whole.line().id()));
  }

  private void trim(Payer payer, Whole whole, Line rest) {
    var payment = whole.sale().payment().id();
    var gone = rest.period().orElseThrow();
    for (var placed : payer.grants(payment, Keys.grant(payment, whole.line().id())))
      if (placed.order().command() instanceof PayPeriod pay && pay.kind() != PayPeriod.Kind.TRIAL)
        Billing.common(pay.period(), gone).ifPresent(common -> trimmed.merge(pay.id(),
            share(pay, common, quantity(rest), whole.line().quantity()), BigInteger::add));
  }

  private static BigInteger share(PayPeriod pay, Period common, long given, long had) {
    if (had <= 0) return BigInteger.ZERO;
    var all = BigInteger.valueOf(pay.credits().micros());
    return Billing.share(all, common, pay.period()).multiply(BigInteger.valueOf(Math.min(given, had)))
        .divide(BigInteger.valueOf(had));
  }

  private static long quantity(Line line) {
    return Math.abs(line.quantity());
  }
}
