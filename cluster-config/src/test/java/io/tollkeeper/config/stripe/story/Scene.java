package io.tollkeeper.config.stripe.story;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.tollkeeper.config.stripe.Form;
import io.tollkeeper.config.stripe.MovableClock;
import io.tollkeeper.config.stripe.StripeDouble;

/** Where a story is played: a Stripe of its own, which sells what {@link Shop} sells, and a customer who works meanwhile. */
final class Scene implements AutoCloseable {

  private final MovableClock clock;
  private final StripeDouble stripe;
  private final String customer;
  private final List<Work> work = new ArrayList<>();
  private String unheard = "";

  private Scene(MovableClock clock, StripeDouble stripe, String customer) {
    this.clock = clock;
    this.stripe = stripe;
    this.customer = customer;
  }

  /** Opens one. */
  static Scene open() {
    var clock = new MovableClock(Instant.parse("2026-11-05T00:00:00Z"));
    var stripe = new StripeDouble(clock);
    Shop.sell(stripe);
    return new Scene(clock, stripe, Shop.CUSTOMER);
  }

  /** The same place, where something happens to this customer. */
  Scene with(String other) {
    return new Scene(clock, stripe, other);
  }

  StripeDouble stripe() {
    return stripe;
  }

  /** It is midnight of this day. */
  Scene at(String day) {
    clock.moveTo(Instant.parse(day + "T00:00:00Z"));
    return this;
  }

  /** The webhook does not listen to events whose type begins like this. */
  Scene deafTo(String type) {
    unheard = type;
    return this;
  }

  /** The customer at Stripe, which says whom it pays for. */
  String payer() {
    return stripe.sales().customer(Map.of("tollkeeper_customer", customer));
  }

  /** The customer subscribes to pro. */
  String subscribe() {
    return stripe.billing().subscribe(payer(), Shop.PRO);
  }

  /** A page where so many packs can be bought, by a guest if there is no payer. */
  String checkout(String payer, int quantity) {
    var number = Integer.toString(quantity);
    var fields = new HashMap<>(Map.of("mode", "payment", "line_items[0][price]", Shop.PACK, "line_items[0][quantity]",
        number, "metadata[pack]", "small", "metadata[quantity]", number, "client_reference_id", customer));
    if (!payer.isEmpty()) fields.put("customer", payer);
    return stripe.sales().open(new Form(fields));
  }

  /** The customer has bought a pack on such a page: the charge. */
  String pack() {
    var session = checkout(payer(), 1);
    stripe.sales().pay(session);
    return stripe.reversals().chargeOf(session);
  }

  /** The customer spends credits. */
  void spend(int credits) {
    ask("/v1/consume", "\"usage_id\":\"u1\",\"feature\":\"work\",\"credits\":\"" + credits + '"');
  }

  /** The customer has credits held for work that takes a while. */
  void reserve(int credits) {
    ask("/v1/reserve", "\"reservation_id\":\"r1\",\"feature\":\"work\",\"ttl_seconds\":86400,\"credits\":\"" + credits
        + '"');
  }

  /** That work is done, and took so many. */
  void settle(int credits) {
    ask("/v1/settle", "\"reservation_id\":\"r1\",\"credits\":\"" + credits + '"');
  }

  Recording recording() {
    return new Recording(heard(stripe.events().all()), heard(stripe.events().allOlder()), work);
  }

  @Override
  public void close() {
    stripe.close();
  }

  private List<String> heard(List<String> events) {
    var types = stripe.events().types();
    return IntStream.range(0, events.size())
        .filter(number -> unheard.isEmpty() || !types.get(number).startsWith(unheard)).mapToObj(events::get).toList();
  }

  private void ask(String path, String fields) {
    work.add(new Work(heard(stripe.events().all()).size(), path, "{\"customer\":\"" + customer + "\"," + fields + '}'));
  }
}
