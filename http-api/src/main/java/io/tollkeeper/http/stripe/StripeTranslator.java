package io.tollkeeper.http.stripe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Hash;
import io.tollkeeper.engine.domain.Ids;
import io.tollkeeper.engine.domain.Pack;
import io.tollkeeper.engine.domain.payer.Order;

/**
 * Turns events into orders. Pure: the same event and catalogue always give the same translation.
 *
 * <p>A session is turned into orders as a whole or not at all, so that each can be retried without counting any line twice.
 */
final class StripeTranslator {

  // What Stripe itself can sell of one line.
  private static final Pattern QUANTITY = Pattern.compile("[1-9][0-9]{0,5}");
  private static final int HASH_DIGITS = 32;
  private static final String COMPLETED = "checkout.session.completed";
  private static final String PAID_LATER = "checkout.session.async_payment_succeeded";

  private StripeTranslator() {}

  /**
   * What this event means under this catalogue.
   *
   * @param linesReadable whether the lines of a session can be read; if so they alone say what was bought
   */
  static Translation translate(StripeEvent event, Catalogue catalogue, boolean linesReadable) {
    return switch (event.type()) {
      // Payment methods that take days complete unpaid; then this second event brings the money, and the whole session again.
      case COMPLETED, PAID_LATER -> CheckoutSession.read(event.object())
          .map(session -> session(session, catalogue, linesReadable))
          .orElseGet(() -> Translation.Failed.of(Reason.INVALID_SESSION, "no usable id"));
      default -> new Translation.Ignored("");
    };
  }

  /** What a paid session means, now that its lines are known. */
  static Translation translate(CheckoutSession session, List<PricedLine> lines, Catalogue catalogue) {
    var quantities = new LinkedHashMap<Pack, Long>();
    try {
      for (var line : lines) {
        var pack = catalogue.packOfStripePrice(line.price());
        if (pack.isEmpty()) return Translation.Failed.of(Reason.UNKNOWN_PRICE, line.price());
        if (line.quantity() > 0) quantities.merge(pack.get(), line.quantity(), Math::addExact);
      }
    } catch (ArithmeticException _) {
      return Translation.Failed.of(Reason.AMOUNT_TOO_LARGE);
    }
    return quantities.isEmpty()
        ? Translation.Failed.of(Reason.UNKNOWN_PRICE, "the session has no lines")
        : orders(session, quantities, catalogue);
  }

  private static Translation session(CheckoutSession session, Catalogue catalogue, boolean linesReadable) {
    return switch (session.mode()) {
      case "payment" -> payment(session, catalogue, linesReadable);
      case "subscription", "setup" -> new Translation.Ignored("mode_" + session.mode());
      default -> Translation.Failed.of(Reason.INVALID_SESSION, "unknown mode");
    };
  }

  private static Translation payment(CheckoutSession session, Catalogue catalogue, boolean linesReadable) {
    // The invoice stands for the same money, so only one of the two may count.
    if (session.hasInvoice()) return new Translation.Ignored("has_invoice");
    return switch (session.paymentStatus()) {
      case "paid", "no_payment_required" -> purchase(session, catalogue, linesReadable);
      case "unpaid" -> new Translation.Parked(Reason.PAYMENT_PENDING.code(), session.id());
      default -> Translation.Failed.of(Reason.INVALID_SESSION, "unknown payment_status");
    };
  }

  private static Translation purchase(CheckoutSession session, Catalogue catalogue, boolean linesReadable) {
    if (session.reference().isEmpty()) return new Translation.Parked(Reason.UNKNOWN_REFERENCE.code(), "");
    var customer = session.reference().get();
    if (!Ids.isId(customer) || Ids.isReserved(customer))
      return Translation.Failed.of(Reason.INVALID_REFERENCE, customer);
    return linesReadable ? new Translation.NeedsLineItems(session) : named(session, catalogue);
  }

  /** By the metadata alone. */
  private static Translation named(CheckoutSession session, Catalogue catalogue) {
    if (session.pack().isEmpty())
      return Translation.Failed.of(Reason.UNKNOWN_PACK,
          "no metadata.pack, and no STRIPE_API_KEY to read the line items with");
    var pack = catalogue.pack(session.pack().get());
    if (pack.isEmpty()) return Translation.Failed.of(Reason.UNKNOWN_PACK, session.pack().get());
    var quantity = session.quantity().orElse("1").strip();
    if (!QUANTITY.matcher(quantity).matches()) return Translation.Failed.of(Reason.INVALID_QUANTITY, quantity);
    return orders(session, Map.of(pack.get(), Long.valueOf(quantity)), catalogue);
  }

  private static Translation orders(CheckoutSession session, Map<Pack, Long> quantities, Catalogue catalogue) {
    var orders = new ArrayList<Order>();
    for (var entry : quantities.entrySet()) {
      var grant = grant(session, entry.getKey(), entry.getValue());
      if (grant.isEmpty()) return Translation.Failed.of(Reason.AMOUNT_TOO_LARGE);
      orders.add(new Order(session.reference().orElseThrow(), catalogue.version(), grant.get()));
    }
    return new Translation.Orders(session.payer(), orders);
  }

  private static Optional<Command.AddGrant> grant(CheckoutSession session, Pack pack, long quantity) {
    try {
      var credits = new Credits(Math.multiplyExact(pack.credits().micros(), quantity));
      return Optional.of(new Command.AddGrant(grantId(session.id(), pack.key()), credits, GrantKind.PAID,
          pack.priority(), Optional.empty(), pack.expiresAfter().map(Command.Expiry.After::new), pack.features(),
          "stripe:checkout_session:" + session.id(), ""));
    } catch (ArithmeticException _) {
      return Optional.empty();
    }
  }

  /** The business key: session and pack, however the pack was found. */
  private static String grantId(String session, String pack) {
    var plain = "stripe:" + session + ":" + pack;
    // A long id and a long key together may be more than an id can be.
    return plain.length() <= Ids.MAX_ID
        ? plain
        : "stripe:" + session + ":" + Hash.of(pack).toString().substring(0, HASH_DIGITS);
  }
}
