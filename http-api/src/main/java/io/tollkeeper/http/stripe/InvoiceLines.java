package io.tollkeeper.http.stripe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.payer.Notice.Line;
import io.tollkeeper.engine.domain.payer.Notice.Sold;

/** Reads the lines of invoices. Those without a price sell nothing of ours and are left out. */
final class InvoiceLines {

  private InvoiceLines() {}

  static List<Line> of(List<StripeObject> lines) {
    var read = new ArrayList<Line>();
    var ids = new HashSet<String>();
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      var id = id(line).orElse("line_" + i);
      var unique = ids.add(id) ? id : id + '_' + i;
      price(line).ifPresent(price -> read.add(new Line(unique, new Sold.Price(price),
          Math.max(0, line.number("quantity").orElse(1L)), line.number("amount").orElse(0L), period(line),
          isProration(line), subscription(line))));
    }
    return read;
  }

  /** The oldest lines have the id of what they are for, and another field for their own. */
  private static Optional<String> id(StripeObject line) {
    return line.id("unique_line_item_id").or(() -> line.id("unique_id")).or(() -> line.id("id"));
  }

  private static Optional<String> price(StripeObject line) {
    return line.at("pricing").at("price_details").name("price").or(() -> SubscriptionReader.price(line));
  }

  /** What is sold once has a period of no length. */
  private static Optional<Period> period(StripeObject line) {
    var period = line.at("period");
    return period.time("start")
        .flatMap(start -> period.time("end").filter(end -> end.isAfter(start)).map(end -> new Period(start, end)));
  }

  private static boolean isProration(StripeObject line) {
    var parent = line.at("parent");
    return line.isTrue("proration") || parent.at("subscription_item_details").isTrue("proration")
        || parent.at("invoice_item_details").isTrue("proration");
  }

  private static Optional<String> subscription(StripeObject line) {
    var parent = line.at("parent");
    return line.id("subscription").or(() -> parent.at("subscription_item_details").id("subscription"))
        .or(() -> parent.at("invoice_item_details").id("subscription"));
  }
}
