package io.tollkeeper.engine.domain.payer;

import java.math.BigInteger;
import java.util.ArrayList;
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
  private final Map<What, List<Whole>> wholes = new HashMap<>();
  private final Map<String, BigInteger> trimmed = new HashMap<>();

  private Trims(List<Sale> paid) {
    this.paid = paid;
    for (var sale : paid)
      for (var line : sale.payment().lines())
        line.period().filter(_ -> line.amount() >= 0).ifPresent(period -> wholes
            .computeIfAbsent(What.of(sale, line), _ -> new ArrayList<>()).add(new Whole(sale, line, period)));
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

  /** Lines of other things are never given back by each other. */
  private record What(Notice.Sold sold, Optional<String> subscription) {

    static What of(Sale sale, Line line) {
      return new What(line.sold(), sale.subscription(line));
    }
  }

  /** A line and the invoice that it is of. */
  private record Whole(Sale sale, Line line, Period period) {

    long length() {
      return period.end().getEpochSecond() - period.start().getEpochSecond();
    }
  }

  private Optional<Whole> trimmedLine(Sale from, Line rest) {
    var gone = rest.period().orElseThrow();
    return Optional.ofNullable(wholes.get(What.of(from, rest))).stream().flatMap(List::stream)
        .filter(whole -> !whole.sale().payment().id().equals(from.payment().id())
            && Billing.contains(whole.period(), gone))
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
