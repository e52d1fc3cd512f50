package io.tollkeeper.http.stripe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Pack;
import io.tollkeeper.engine.domain.Refusal;
import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.engine.domain.payer.Order;
import io.tollkeeper.engine.domain.payer.PayerKey;
import io.tollkeeper.engine.entity.Catalogues;
import io.tollkeeper.engine.entity.Payers;
import io.tollkeeper.http.wire.Words;

/** Payers that remember what they were told, and that know as much of payments as it takes to sell packs. */
final class RememberingPayers implements Payers {

  /** One time that a payer was told something. */
  record Told(PayerKey payer, String message, List<Notice> notices) {}

  private final DecidedCustomers customers;
  private final Catalogues catalogues;
  private final List<Told> told = new ArrayList<>();
  private final Map<PayerKey, String> links = new HashMap<>();
  private final Map<String, Map<Pack, Long>> bought = new HashMap<>();

  RememberingPayers(DecidedCustomers customers, Catalogues catalogues) {
    this.customers = customers;
    this.catalogues = catalogues;
  }

  synchronized List<Told> told() {
    return List.copyOf(told);
  }

  /** All that this payer was ever told. */
  synchronized List<Notice> told(String payer) {
    return told.stream().filter(one -> one.payer().payer().equals(payer)).flatMap(one -> one.notices().stream())
        .distinct().toList();
  }

  @Override
  public synchronized CompletionStage<Progress> tell(PayerKey payer, String message, List<Notice> notices) {
    told.add(new Told(payer, message, notices));
    of(notices, Notice.Linked.class).forEach(link -> links.putIfAbsent(payer, link.customer()));
    return CompletableFuture.completedStage(of(notices, Notice.Payment.class).findFirst()
        .map(payment -> settle(payer, payment)).orElseGet(() -> needed(payer, notices)));
  }

  /** Whatever else is told is of use only to who is linked. */
  private Progress needed(PayerKey payer, List<Notice> notices) {
    return links.containsKey(payer) || of(notices, Notice.Unlinked.class).findAny().isPresent()
        ? new Progress.Filled()
        : new Progress.Waiting("unlinked", payer.payer());
  }

  private Progress settle(PayerKey payer, Notice.Payment payment) {
    var key = payer + "/" + payment.id();
    return switch (payment.phase()) {
      case OPEN, FAILED ->
        bought.containsKey(key) ? new Progress.Filled() : new Progress.Waiting("payment_pending", payment.id());
      case VOID -> {
        bought.putIfAbsent(key, Map.of());
        yield new Progress.Filled();
      }
      case PAID -> payment.customer().or(() -> Optional.ofNullable(links.get(payer)))
          .map(who -> fill(new CustomerKey(payer.tenant(), who), key, payment))
          .orElseGet(() -> new Progress.Waiting("unlinked", payer.payer()));
    };
  }

  private Progress fill(CustomerKey customer, String key, Notice.Payment payment) {
    var packs = new LinkedHashMap<Pack, Long>();
    for (var line : payment.lines()) {
      var pack = pack(catalogues.current(customer.tenant()), line.sold());
      if (pack.isEmpty()) return new Progress.Refused(unknown(line.sold()));
      packs.merge(pack.get(), line.quantity(), Long::sum);
    }
    for (var pack : bought.computeIfAbsent(key, _ -> packs).entrySet()) {
      var outcome = customers.write(customer, grant(payment.id(), pack.getKey(), pack.getValue()));
      if (outcome instanceof Outcome.Refused refused)
        return refused.refusal() == Refusal.CUSTOMER_NOT_FOUND
            ? new Progress.NoCustomer(customer.customer())
            : new Progress.Refused(Words.of(refused.refusal()));
    }
    return new Progress.Filled();
  }

  private static Command.AddGrant grant(String payment, Pack pack, long quantity) {
    return new Command.AddGrant("stripe:" + payment + ":" + pack.key(), new Credits(pack.credits().micros() * quantity),
        GrantKind.PAID, pack.priority(), Optional.empty(), pack.expiresAfter().map(Command.Expiry.After::new),
        pack.features(), "stripe:checkout_session:" + payment, "");
  }

  private static Optional<Pack> pack(Catalogue catalogue, Notice.Sold sold) {
    return switch (sold) {
      case Notice.Sold.Price(var price) -> catalogue.packOfStripePrice(price);
      case Notice.Sold.NamedPack(var key) -> catalogue.pack(key);
    };
  }

  private static String unknown(Notice.Sold sold) {
    return switch (sold) {
      case Notice.Sold.Price(var price) -> "unknown_price: " + price;
      case Notice.Sold.NamedPack(var key) -> "unknown_pack: " + key;
    };
  }

  private static <N extends Notice> Stream<N> of(List<Notice> notices, Class<N> kind) {
    return notices.stream().filter(kind::isInstance).map(kind::cast);
  }

  @Override
  public CompletionStage<Progress> deliver(PayerKey payer, String message, List<Order> orders) {
    throw new UnsupportedOperationException("the former way");
  }
}
