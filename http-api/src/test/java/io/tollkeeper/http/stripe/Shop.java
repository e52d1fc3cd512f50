package io.tollkeeper.http.stripe;

import static io.tollkeeper.http.stripe.MemoryCatalogues.pack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.engine.domain.payer.PayerKey;
import io.tollkeeper.engine.domain.payer.PayerView;
import io.tollkeeper.engine.entity.Inbox;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.State;
import io.tollkeeper.engine.entity.Payers;

/** A tenant of its own that sells packs, with all that sees to its events, except the web. */
final class Shop {

  static final ActorTestKit KIT = ActorTestKit.create(ConfigFactory.parseString("""
      pekko.persistence.journal.plugin = "pekko.persistence.journal.inmem"
      pekko.persistence.snapshot-store.plugin = "pekko.persistence.no-snapshot-store"
      """).withFallback(ConfigFactory.load()));

  static final String SECRET = "whsec_0123456789abcdef";
  // Actors keep their journals as long as the tests run, so every shop needs a name of its own.
  private static final AtomicInteger SHOPS = new AtomicInteger();

  final String tenant = "shop-" + SHOPS.incrementAndGet();
  final TickingClock clock = new TickingClock();
  final MemoryInbox inbox = new MemoryInbox(clock);
  final MemoryCatalogues catalogues = new MemoryCatalogues();
  final KnownReferences references = new KnownReferences();
  final LinkedRoster roster = new LinkedRoster();
  final SimpleMeterRegistry measured = new SimpleMeterRegistry();
  final DecidedCustomers customers = new DecidedCustomers(clock, catalogues, 3);
  final ActorPayers payers = new ActorPayers(KIT, customers, catalogues, clock);
  final StripeSettings settings;
  final StripeMeters meters;
  final InboxDriver driver;
  final InboxSweep sweep;

  private Shop(Optional<String> apiBase, Optional<Payers> others) {
    settings =
        new StripeSettings(Map.of(tenant, List.of(SECRET)), false, apiBase.map(_ -> StripeDouble.KEY), apiBase, tenant);
    meters = new StripeMeters(measured, inbox, Set.of(tenant), clock);
    driver = driver(inbox, others.orElse(payers));
    sweep = new InboxSweep(inbox, driver, catalogues, Set.of(tenant), clock);
    catalogues.publish(tenant, pack("small", "price_s", 10), pack("large", "price_l", 1000));
  }

  /** A shop without an API key: packs are found by metadata. */
  static Shop byMetadata() {
    return new Shop(Optional.empty(), Optional.empty());
  }

  /** A shop that asks this Stripe what was bought. */
  static Shop byLines(StripeDouble stripe) {
    return new Shop(Optional.of(stripe.base()), Optional.empty());
  }

  /** A shop whose customers buy by themselves at this Stripe. */
  static Shop toppedUp(ScriptedStripe stripe) {
    var shop = new Shop(Optional.of(stripe.base()), Optional.empty());
    shop.customers.buyFrom(new StripeTopUps(shop.inbox, shop.driver::drive, shop.clock));
    return shop;
  }

  /** A shop that asks this Stripe, and has other payers than the usual ones. */
  static Shop asking(StripeDouble stripe, Payers payers) {
    return new Shop(Optional.of(stripe.base()), Optional.of(payers));
  }

  /** A shop with other payers than the real ones. */
  static Shop with(Payers payers) {
    return new Shop(Optional.empty(), Optional.of(payers));
  }

  /** Another node of the same shop, which has these. */
  InboxDriver driver(Inbox itsInbox, Payers itsPayers) {
    var api = new StripeApi(settings);
    return new InboxDriver(itsInbox, new Delivery(itsPayers, references, roster, new StripeReads(api),
        new TopUpDelivery(customers, catalogues, new TopUpCharge(api))), catalogues, meters);
  }

  StripeIntake.Surroundings surroundings() {
    return new StripeIntake.Surroundings(settings, inbox, references, roster, customers, payers, catalogues,
        measured, clock);
  }

  State deliver(ObjectEvent event) {
    return driver.drive(inbox.keep(event.message(tenant, clock.instant())).toCompletableFuture().join())
        .toCompletableFuture().join();
  }

  /** Keeps an event and drives it. */
  State deliver(SessionEvent event) {
    return driver.drive(keep(event)).toCompletableFuture().join();
  }

  Message keep(SessionEvent event) {
    return inbox.keep(event.message(tenant, clock.instant())).toCompletableFuture().join();
  }

  Message message(String id) {
    return inbox.message(tenant, id);
  }

  String credits() {
    return customers.settled(tenant, "acme");
  }

  void createCustomer() {
    customers.create(tenant, "acme");
    sweep.customerCreated(tenant, "acme").toCompletableFuture().join();
  }

  void sweepAfter(Duration time) {
    clock.pass(time);
    sweep.sweep().toCompletableFuture().join();
  }

  /** Payers that give these answers, one after the other, and remember what they were told. */
  static final class Scripted implements Payers {

    final AtomicInteger asked = new AtomicInteger();
    final List<List<Notice>> told = new CopyOnWriteArrayList<>();
    private final List<CompletionStage<Progress>> answers;

    Scripted(List<CompletionStage<Progress>> answers) {
      this.answers = List.copyOf(answers);
    }

    @Override
    public CompletionStage<Progress> tell(PayerKey payer, String message, List<Notice> notices) {
      told.add(notices);
      return answers.get(asked.getAndIncrement());
    }

    @Override
    public CompletionStage<Optional<PayerView>> view(PayerKey payer) {
      return CompletableFuture.completedStage(Optional.empty());
    }
  }
}
