package io.tollkeeper.engine.domain.payer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;

/** A payer that is told things, and customers who do what they are told at once, unless they are away. */
final class PayerStory {

  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private Catalogue catalogue = Goods.CATALOGUE;
  private Payer payer = Payer.NEW;
  private boolean away;
  private final String id;

  /** Of a guest, who is linked to nobody. */
  PayerStory() {
    this("guest_1");
  }

  PayerStory(String id) {
    this.id = id;
  }

  /** Tells the payer this, and gives what stands in the way of what it is about. */
  List<Obstacle> tell(Notice... notices) {
    var list = List.of(notices);
    take(payer.news(NOW, "evt", list));
    hand();
    return payer.subject(list).obstacles(payer, payer.derive(id, catalogue));
  }

  void publish(Catalogue next) {
    catalogue = next;
  }

  void customersAreAway() {
    away = true;
  }

  void customersAreBack() {
    away = false;
    hand();
  }

  Payer payer() {
    return payer;
  }

  /** The command that was ordered last with this key. */
  Command ordered(String key) {
    return payer.last(key).orElseThrow(() -> new AssertionError("nothing was ordered for " + key + ": " + keys()))
        .order().command();
  }

  String customer(String key) {
    return payer.last(key).orElseThrow().order().customer();
  }

  Credits credits(String grant) {
    return switch (ordered(grant)) {
      case Command.AddGrant add -> add.credits();
      case Command.PayPeriod pay -> pay.credits();
      case Command other -> throw new AssertionError(grant + " is " + other);
    };
  }

  Command.PayPeriod period(String grant) {
    return (Command.PayPeriod) ordered(grant);
  }

  Command.PutSubscription subscription(String id) {
    return (Command.PutSubscription) ordered("subscription:" + id);
  }

  /** What is taken back of a grant; nothing as long as nothing was said. */
  Command.Reverse reversed(String grant) {
    return payer.last("reverse:" + grant).map(placed -> (Command.Reverse) placed.order().command())
        .orElseGet(() -> new Command.Reverse(grant, 0, Credits.ZERO, Credits.ZERO, Credits.ZERO, false));
  }

  List<String> keys() {
    var keys = new ArrayList<String>();
    payer.placed().forEach((_, orders) -> orders.forEach((key, _) -> keys.add(key)));
    return keys;
  }

  /** What the customers know in the end, whatever the steps to it were. */
  Map<String, String> outcome() {
    var outcome = new TreeMap<String, String>();
    for (var key : keys()) {
      var text = switch (ordered(key)) {
        case Command.Reverse(var grant, var _, var refunded, var lost, var trimmed, var disputed, var trusted) ->
          new Command.Reverse(grant, 0, refunded, lost, trimmed, disputed, trusted).toString();
        case Command.PutSubscription put ->
          new Command.PutSubscription(put.id(), 0, put.items(), put.period(), put.status()).toString();
        case Command other -> other.toString();
      };
      outcome.put(key, customer(key) + " " + text);
    }
    outcome.values().removeIf(text -> text.contains("Reverse[") && text.contains(
        "refunded=0, lost=0, trimmed=0, disputed=false"));
    return outcome;
  }

  private void hand() {
    take(payer.derive(id, catalogue).events(NOW, "evt"));
    while (!away && !payer.open().isEmpty()) {
      take(payer.open().stream().<PayerEvent>map(order -> new PayerEvent.OrderFilled(NOW, order.key())).toList());
      take(payer.derive(id, catalogue).events(NOW, "evt"));
    }
  }

  private void take(List<PayerEvent> events) {
    payer = payer.evolve(events);
  }
}
