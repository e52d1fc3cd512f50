package io.tollkeeper.engine.domain.payer;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.payer.Notice.Payment;

/**
 * Works out what follows from what is known of a payer. Pure, and always of the whole: so it makes no difference which notice came
 * last. What is ordered already is not ordered again.
 */
final class Derivation {

  private static final String CUSTOMER = "cus_";
  private static final String SESSION = "cs_";
  private static final String PAYMENT_INTENT = "pi_";

  private final Situation situation;
  private final Findings findings;

  private Derivation(Situation situation) {
    this.situation = situation;
    this.findings = new Findings(situation.catalogue().version());
  }

  static Findings of(Situation situation) {
    var derivation = new Derivation(situation);
    derivation.link();
    Knowledge.all(situation.known().sales()).forEach(derivation::sale);
    Subscriptions.derive(situation, derivation.findings);
    Reversals.derive(situation, derivation.findings);
    return derivation.findings;
  }

  /**
   * A customer has one payer, and the first of them stands: so each is told once, and no stranger's. Nobody can be asked again for what
   * a guest has paid.
   */
  private void link() {
    var order = situation.known().link().customer().filter(situation.known().link()::isTrustedBy)
        .map(customer -> new Order(customer, situation.catalogue().version(), new Command.LinkPayer(situation.id())));
    order.filter(_ -> situation.id().startsWith(CUSTOMER))
        .filter(link -> situation.payer().last(link.key()).isEmpty()).ifPresent(findings::order);
  }

  private void sale(Sale sale) {
    var payment = sale.payment();
    switch (payment.phase()) {
      case OPEN -> {
        if (isSession(payment))
          findings.obstacle(payment.id(), new Obstacle.Waiting("payment_pending", payment.id()));
      }
      case FAILED, VOID -> {
      }
      case PAID -> paid(sale);
    }
  }

  private void paid(Sale sale) {
    var payment = sale.payment();
    if (!isUndecided(situation.payer(), payment)) return;
    var customer = situation.known().link().customerOf(sale);
    if (customer.isEmpty())
      findings.obstacle(payment.id(), new Obstacle.Waiting("unknown_reference", situation.id()));
    else
      if (isInvoice(payment)) new InvoiceLines(situation, sale, customer.get(), findings).derive();
      else new Purchase(situation, payment, customer.get(), findings).derive();
  }

  /** Whether it was not worked out yet what all of a payment brings. */
  static boolean isUndecided(Payer payer, Payment payment) {
    return isInvoice(payment)
        ? payment.lines().stream().anyMatch(line -> InvoiceLines.isUndecided(payer, payment, line))
        : Purchase.isUndecided(payer, payment);
  }

  static boolean isSession(Payment payment) {
    return payment.id().startsWith(SESSION);
  }

  static boolean isInvoice(Payment payment) {
    return !isSession(payment) && !payment.id().startsWith(PAYMENT_INTENT);
  }
}
