package io.tollkeeper.http.stripe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.engine.domain.payer.Notice.Line;
import io.tollkeeper.engine.domain.payer.Notice.Payment;
import io.tollkeeper.engine.domain.payer.Notice.Sold;
import io.tollkeeper.http.stripe.Translation.Failed;
import io.tollkeeper.http.stripe.Translation.Ignored;
import io.tollkeeper.http.stripe.Translation.Incomplete;

/**
 * Reads Checkout sessions. What was bought is said by the line items, which events do not hold, or by the metadata where nobody can be
 * asked for them. A session is read as a whole or not at all, so that each can be retried without counting any line twice.
 */
final class SessionReader {

  // Today's ids have 66 characters. The grant's id holds this one, and room for the pack.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{1,80}");
  // What Stripe itself can sell of one line.
  private static final Pattern QUANTITY = Pattern.compile("[1-9][0-9]{0,5}");
  private static final String ITEMS = "line_items";

  private final StripeEvent event;
  private final StripeObject session;
  private final String id;
  private final boolean readable;

  private SessionReader(StripeEvent event, StripeObject session, String id, boolean readable) {
    this.event = event;
    this.session = session;
    this.id = id;
    this.readable = readable;
  }

  /** What an event about a session means. */
  static Translation read(StripeEvent event, boolean readable) {
    var session = new StripeObject(event.object());
    return session.text("id").filter(id -> ID.matcher(id).matches())
        .map(id -> new SessionReader(event, session, id, readable).read())
        .orElseGet(() -> Failed.of(Reason.INVALID_SESSION, "no usable id"));
  }

  private Translation read() {
    var reference = reference();
    return switch (session.text("mode").orElse("")) {
      case "setup" -> new Ignored("mode_setup");
      case "payment", "subscription" -> reference.isPresent() && !Findings.isCustomer(reference.get())
          ? Failed.of(Reason.INVALID_REFERENCE, reference.get())
          : sold();
      default -> Failed.of(Reason.INVALID_SESSION, "unknown mode");
    };
  }

  private Translation sold() {
    // A subscription has events of its own, and an invoice stands for the same money: only one of the two may count.
    if (session.text("mode").orElse("").equals("subscription") || session.name("invoice").isPresent())
      return findings().translated();
    return switch (session.text("payment_status").orElse("")) {
      case "paid", "no_payment_required" -> paid();
      case "unpaid" -> findings().notice(payment(unpaid(), List.of())).translated();
      default -> Failed.of(Reason.INVALID_SESSION, "unknown payment_status");
    };
  }

  /** Payment methods that take days complete unpaid; then a second event brings the money or says that it never comes. */
  private Payment.Phase unpaid() {
    return switch (event.kind()) {
      case "checkout.session.async_payment_failed", "checkout.session.expired" -> Payment.Phase.VOID;
      default -> Payment.Phase.OPEN;
    };
  }

  private Translation paid() {
    if (!readable) return named();
    if (!session.isPresent(ITEMS) || session.isCut(ITEMS))
      return new Incomplete(ITEMS, "/v1/checkout/sessions/" + id + "/line_items");
    var lines = new ArrayList<Line>();
    for (var item : session.list(ITEMS)) {
      var price = item.name("price");
      if (price.isEmpty()) return Failed.of(Reason.UNKNOWN_PRICE, "");
      var quantity = item.number("quantity").orElse(1L);
      if (quantity > 0)
        lines.add(new Line(item.id("id").orElse("line_" + lines.size()), new Sold.Price(price.get()), quantity,
            item.number("amount_total").orElse(0L), Optional.empty(), false, Optional.empty()));
    }
    if (lines.isEmpty()) return Failed.of(Reason.UNKNOWN_PRICE, "the session has no lines");
    return findings().notice(payment(Payment.Phase.PAID, lines)).translated();
  }

  /** By the metadata alone. */
  private Translation named() {
    var pack = session.at("metadata").text("pack");
    if (pack.isEmpty())
      return Failed.of(Reason.UNKNOWN_PACK, "no metadata.pack, and no STRIPE_API_KEY to read the line items with");
    var quantity = session.at("metadata").text("quantity").orElse("1").strip();
    if (!QUANTITY.matcher(quantity).matches()) return Failed.of(Reason.INVALID_QUANTITY, quantity);
    var line = new Line("metadata", new Sold.NamedPack(pack.get()), Long.parseLong(quantity), total(), Optional.empty(),
        false, Optional.empty());
    return findings().notice(payment(Payment.Phase.PAID, List.of(line))).translated();
  }

  private Findings findings() {
    // Guests have no id at Stripe, and imported customers may have one of any form; the session serves as well.
    var payer = session.id("customer").orElse(id);
    var found = Findings.about(Optional.of(payer));
    reference().ifPresent(customer -> found.notice(new Notice.Linked(customer, isChosen(customer))));
    return found
        .aliases(Findings.present(Optional.of(id), session.id("payment_intent"), session.id("invoice")))
        .named(Findings.present(session.id("subscription")));
  }

  private Payment payment(Payment.Phase phase, List<Line> lines) {
    return new Payment(id, event.createdAt(), phase, total(), session.text("currency").orElse(""), lines,
        Optional.empty(), reference());
  }

  /** The first that can be one, or else the first that is said to be. */
  private Optional<String> reference() {
    var said = Stream.concat(session.text("client_reference_id").stream(), metadata()).toList();
    return said.stream().filter(Findings::isCustomer).findFirst().or(() -> said.stream().findFirst());
  }

  private Stream<String> metadata() {
    var metadata = session.at("metadata");
    return Stream.of(metadata.text("customer"), metadata.text("tollkeeper_customer")).flatMap(Optional::stream);
  }

  /** Anyone can write a reference into the address of a payment link, but nobody but the seller its metadata. */
  private boolean isChosen(String customer) {
    return session.isPresent("payment_link") && metadata().noneMatch(customer::equals);
  }

  private long total() {
    return session.number("amount_total").orElse(0L);
  }
}
