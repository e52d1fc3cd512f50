package io.tollkeeper.engine.domain.payer;

import java.util.ArrayList;
import java.util.LinkedHashMap;

import io.tollkeeper.engine.domain.Pack;
import io.tollkeeper.engine.domain.payer.Notice.Payment;

/**
 * A paid payment without an invoice: a checkout session, or a top-up. It brings packs, one grant for each, as a whole or not at all, so
 * that it can be tried again without counting any line twice.
 */
record Purchase(Situation situation, Payment payment, String customer, Findings findings) {

  private static final String TOO_LARGE = "amount_too_large";

  /** Whether it was not worked out yet what it brings. */
  static boolean isUndecided(Payer payer, Payment payment) {
    return payment.lines().stream().anyMatch(line -> line.quantity() > 0 && line.amount() >= 0)
        && payer.placed(payment.id()).isEmpty();
  }

  void derive() {
    var quantities = new LinkedHashMap<Pack, Long>();
    try {
      for (var line : payment.lines()) {
        if (line.quantity() <= 0 || line.amount() < 0) continue;
        var pack = PackGrants.sold(situation.catalogue(), line.sold());
        if (pack.isEmpty()) {
          findings.refuse(payment.id(), PackGrants.unknown(line.sold()));
          return;
        }
        quantities.merge(pack.get(), line.quantity(), Math::addExact);
      }
      order(quantities);
    } catch (ArithmeticException _) {
      findings.refuse(payment.id(), TOO_LARGE);
    }
  }

  private void order(LinkedHashMap<Pack, Long> quantities) {
    var source = (Derivation.isSession(payment) ? "stripe:checkout_session:" : "stripe:payment_intent:") + payment.id();
    var orders = new ArrayList<Order>();
    quantities.forEach((pack, quantity) -> orders.add(new Order(customer, situation.catalogue().version(),
        PackGrants.of(Keys.grant(payment.id(), pack.key()), pack, quantity, source))));
    orders.forEach(findings::order);
  }
}
