package io.tollkeeper.http.stripe;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.server.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.engine.domain.payer.PayerKey;
import io.tollkeeper.engine.entity.CatalogueStore.Publication;
import io.tollkeeper.engine.entity.Catalogues;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.Inbox;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.State;
import io.tollkeeper.engine.entity.Payers;
import io.tollkeeper.engine.entity.References;
import io.tollkeeper.engine.entity.Reply;
import io.tollkeeper.engine.entity.Request;
import io.tollkeeper.engine.entity.Roster;
import io.tollkeeper.engine.entity.TopUps;
import io.tollkeeper.http.StripeSide;

/** All that a node does about Stripe's events: it takes them in, sees to them, and looks after those that have to wait. */
public final class StripeIntake implements StripeSide {

  private static final Logger LOG = LoggerFactory.getLogger(StripeIntake.class);

  // So that who creates a customer and looks at it finds what was paid before; a sweep or a database that takes longer is not waited for.
  private static final long COURTESY_MILLIS = 1_000;

  private final ActorSystem<?> system;
  private final Surroundings around;
  private final StripeApi api;
  private final StripeWebhook webhook;
  private final InboxDriver driver;
  private final InboxSweep sweep;
  private final StripeMeters meters;

  private StripeIntake(ActorSystem<?> system, Surroundings around, StripeApi api, StripeWebhook webhook,
      InboxDriver driver, InboxSweep sweep, StripeMeters meters) {
    this.system = system;
    this.around = around;
    this.api = api;
    this.webhook = webhook;
    this.driver = driver;
    this.sweep = sweep;
    this.meters = meters;
  }

  /**
   * What the intake works with.
   *
   * @param engine where the customers are, who have to hear what became of their top-ups
   * @param catalogues what is sold, as this node knows it
   * @param meters where it is measured
   */
  public record Surroundings(StripeSettings settings, Inbox inbox, References references, Roster roster, Engine engine,
      Payers payers, Catalogues catalogues, MeterRegistry meters, Clock clock) {}

  /** Starts this node's intake: sweeps the inbox at once and then at this interval, until the system ends. */
  public static StripeIntake start(ActorSystem<?> system, Surroundings around, Duration sweepInterval) {
    var tenants = around.settings().webhookSecrets().keySet();
    var meters = new StripeMeters(around.meters(), around.inbox(), tenants, around.clock());
    var api = new StripeApi(around.settings());
    var delivery = new Delivery(around.payers(), around.references(), around.roster(), new StripeReads(api),
        new TopUpDelivery(around.engine(), around.catalogues(), new TopUpCharge(api)));
    var driver = new InboxDriver(around.inbox(), delivery, around.catalogues(), meters);
    var sweep = new InboxSweep(around.inbox(), driver, around.catalogues(), tenants, around.clock());
    sweep.start(system, sweepInterval);
    meters.refresh();
    var webhook = new StripeWebhook(around.settings(), around.inbox(), driver, around.clock(),
        StripeWebhook.Patience.DEFAULT, meters);
    return new StripeIntake(system, around, api, webhook, driver, sweep, meters);
  }

  @Override
  public Route route() {
    return webhook.route(system);
  }

  /** Who buys the credits that customers ask for by themselves. */
  public TopUps topUps() {
    return new StripeTopUps(around.inbox(), driver::drive, around.clock());
  }

  /** What it works with. */
  Surroundings around() {
    return around;
  }

  /** Where it is measured. */
  StripeMeters meters() {
    return meters;
  }

  /** How it asks Stripe. */
  StripeApi api() {
    return api;
  }

  /** Takes a message of the inbox as far as it can go. The stage never fails. */
  CompletionStage<State> drive(Message message) {
    return driver.drive(message);
  }

  @Override
  public Inbox inbox() {
    return around.inbox();
  }

  @Override
  public CompletionStage<Optional<Inbox.Message>> replay(String tenant, String id) {
    return around.inbox().find(tenant, id).thenCompose(found -> found.isEmpty()
        ? CompletableFuture.completedStage(found)
        : driver.replay(found.get()).thenCompose(_ -> around.inbox().find(tenant, id)));
  }

  /** Sees to it that what is measured is up to date soon. Does not block. */
  public void refreshMeters() {
    meters.refresh();
  }

  /** Tells a payer for whom it pays, and drives on what waits for that. The stage never fails. */
  public CompletionStage<Void> customerLinked(String tenant, String customer, String payer) {
    return around.payers()
        .tell(new PayerKey(tenant, payer), "link:" + customer, List.of(new Notice.Linked(customer)))
        .handle((_, failure) -> {
          // Whatever event comes next of this payer finds the link in the roster.
          if (failure != null) LOG.warn("{} was not told that it pays for {}: {}", payer, customer, failure.toString());
          return driver.wake(tenant, Set.of(payer));
        }).thenCompose(woken -> woken);
  }

  /** Drives on what waits for this customer, who exists now. The stage never fails. */
  public CompletionStage<Void> customerCreated(String tenant, String customer) {
    return sweep.customerCreated(tenant, customer);
  }

  /** Tries again what has failed, after a publication. The stage never fails. */
  public CompletionStage<Void> cataloguePublished() {
    return sweep.retryFailed();
  }

  /** The same engine; who creates a customer through it is answered when the events that waited for it have been seen to. */
  public Engine watching(Engine engine) {
    return new Engine() {
      @Override
      public <A> CompletionStage<Reply<A>> ask(CustomerKey customer, Request<A> request) {
        var asked = engine.ask(customer, request);
        var put = put(request);
        // Nothing ever waits for the customers of a tenant without Stripe.
        return put.isEmpty() || !around.settings().webhookSecrets().containsKey(customer.tenant())
            ? asked
            : asked.thenCompose(reply -> after(seen(customer, put.get(), reply), reply));
      }
    };
  }

  private CompletionStage<Void> seen(CustomerKey customer, Command.PutCustomer put, Reply<?> reply) {
    var standing = standing(reply);
    if (standing.isEmpty()) return CompletableFuture.completedStage(null);
    var linked = put.stripeCustomer().filter(payer -> !payer.isEmpty())
        .map(payer -> customerLinked(customer.tenant(), customer.customer(), payer))
        .orElseGet(() -> CompletableFuture.completedStage(null));
    return standing.get().created()
        ? linked.thenCompose(_ -> customerCreated(customer.tenant(), customer.customer()))
        : linked;
  }

  /** The same catalogues; who publishes through them is answered when the events that had failed have been tried again. */
  public Catalogues watching(Catalogues catalogues) {
    return new Catalogues() {
      @Override
      public Catalogue current(String tenant) {
        return catalogues.current(tenant);
      }

      @Override
      public CompletionStage<Publication> publish(String tenant, Map<String, Object> document) {
        return catalogues.publish(tenant, document)
            .thenCompose(publication -> after(cataloguePublished(), publication));
      }

      @Override
      public CompletionStage<Optional<Publication>> publication(String tenant, Optional<Integer> version) {
        return catalogues.publication(tenant, version);
      }
    };
  }

  private static <T> CompletionStage<T> after(CompletionStage<Void> work, T answer) {
    return work.<T>thenApply(_ -> answer).toCompletableFuture().completeOnTimeout(answer, COURTESY_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  private static Optional<Command.PutCustomer> put(Request<?> request) {
    return switch (request) {
      case Request.Write(Command.PutCustomer put) -> Optional.of(put);
      case Request.Several(var operations) -> operations.stream()
          .flatMap(operation -> operation instanceof Request.Write(Command.PutCustomer put)
              ? Stream.of(put)
              : Stream.empty())
          .findFirst();
      default -> Optional.empty();
    };
  }

  /** How the customer stands after it was put, which comes first among several results. */
  private static Optional<Outcome.Standing> standing(Reply<?> reply) {
    if (!(reply instanceof Reply.Answered<?>(var answer))) return Optional.empty();
    if (answer instanceof Outcome.Standing standing) return Optional.of(standing);
    return answer instanceof List<?> results
        ? results.stream()
            .flatMap(result -> result instanceof Request.Result.Written(Outcome.Standing standing)
                ? Stream.of(standing)
                : Stream.empty())
            .findFirst()
        : Optional.empty();
  }
}
