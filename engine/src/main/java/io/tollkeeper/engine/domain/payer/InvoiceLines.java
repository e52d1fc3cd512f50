package io.tollkeeper.engine.domain.payer;

import java.util.Optional;

import io.tollkeeper.engine.domain.Plan;
import io.tollkeeper.engine.domain.payer.Notice.Line;
import io.tollkeeper.engine.domain.payer.Notice.Payment;

/** The lines of a paid invoice. Each brings what it brings by itself, whether the others can be understood or not. */
record InvoiceLines(Situation situation, Sale sale, String customer, Findings findings) {

  /** Whether it was not worked out yet what a line brings. A negative one never brings anything. */
  static boolean isUndecided(Payer payer, Payment invoice, Line line) {
    return line.amount() >= 0 && !payer.isDecided(invoice.id(), Keys.grant(invoice.id(), line.id()));
  }

  void derive() {
    sale.payment().lines().stream()
        .filter(line -> isUndecided(situation.payer(), sale.payment(), line)).forEach(this::line);
  }

  private void line(Line line) {
    try {
      var plan = plan(line);
      if (plan.isPresent()) new PlanLine(situation, sale, line, plan.get(), customer, findings).derive();
      else pack(line);
    } catch (ArithmeticException _) {
      findings.refuse(sale.payment().id(), "amount_too_large");
    }
  }

  private Optional<Plan> plan(Line line) {
    return switch (line.sold()) {
      case Notice.Sold.Price(var id) -> situation.catalogue().planOfStripePrice(id);
      case Notice.Sold.NamedPack _ -> Optional.empty();
    };
  }

  private void pack(Line line) {
    var id = sale.payment().id();
    var key = Keys.grant(id, line.id());
    var pack = PackGrants.sold(situation.catalogue(), line.sold());
    if (pack.isEmpty()) findings.refuse(id, PackGrants.unknown(line.sold()));
    else if (line.quantity() <= 0) findings.nothingDue(key);
    else
      findings.order(new Order(customer, situation.catalogue().version(), PackGrants
          .of(Keys.partOf(key, pack.get().key()), pack.get(), line.quantity(), "stripe:invoice:" + id)));
  }
}
