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

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.server.Route;
import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.entity.CatalogueStore.Publication;
import io.tollkeeper.engine.entity.Catalogues;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.Inbox;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.State;
import io.tollkeeper.engine.entity.Payers;
import io.tollkeeper.engine.entity.Reply;
import io.tollkeeper.engine.entity.Request;

/** All that a node does about Stripe's events: it takes them in, sees to them, and looks after those that have to wait. */
public final class StripeIntake {

  // So that who creates a customer and looks at it finds what was paid before; a sweep or a database that takes longer is not waited for.
  private static final long COURTESY_MILLIS = 1_000;

  private final ActorSystem<?> system;
  private final StripeWebhook webhook;
  private final InboxDriver driver;
  private final InboxSweep sweep;
  private final Set<String> tenants;

  private StripeIntake(ActorSystem<?> system, StripeWebhook webhook, InboxDriver driver, InboxSweep sweep,
      Set<String> tenants) {
    this.system = system;
    this.webhook = webhook;
    this.driver = driver;
    this.sweep = sweep;
    this.tenants = tenants;
  }

  /**
   * Starts this node's intake: sweeps the inbox at once and then at this interval, until the system ends.
   *
   * @param catalogues what is sold, as this node knows it
   */
  public static StripeIntake start(ActorSystem<?> system, StripeSettings settings, Inbox inbox, Payers payers,
      Catalogues catalogues, Clock clock,
      Duration sweepInterval) {
    var driver = new InboxDriver(inbox, payers, catalogues, new StripeLineItems(settings));
    var tenants = settings.webhookSecrets().keySet();
    var sweep = new InboxSweep(inbox, driver, catalogues, tenants, clock);
    sweep.start(system, sweepInterval);
    return new StripeIntake(system, new StripeWebhook(settings, inbox, driver, clock, StripeWebhook.Patience.DEFAULT),
        driver, sweep, tenants);
  }

  /** What answers under {@code /v1/stripe}. */
  public Route route() {
    return webhook.route(system);
  }

  /** Takes a message of the inbox as far as it can go. The stage never fails. */
  public CompletionStage<State> drive(Message message) {
    return driver.drive(message);
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
        // Nothing ever waits for the customers of a tenant without Stripe.
        if (!mayCreate(request) || !tenants.contains(customer.tenant())) return asked;
        return asked.thenCompose(reply -> isCreation(reply)
            ? after(customerCreated(customer.tenant(), customer.customer()), reply)
            : CompletableFuture.completedStage(reply));
      }
    };
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

  private static boolean mayCreate(Request<?> request) {
    return request instanceof Request.Write(Command.PutCustomer _)
        || (request instanceof Request.Several(var operations)
            && operations.stream().anyMatch(operation -> operation instanceof Request.Write(Command.PutCustomer _)));
  }

  private static boolean isCreation(Reply<?> reply) {
    return reply instanceof Reply.Answered<?>(var answer)
        && (isCreation(answer) || (answer instanceof List<?> results && results.stream()
            .anyMatch(result -> result instanceof Request.Result.Written(var outcome) && isCreation(outcome))));
  }

  private static boolean isCreation(Object answer) {
    return answer instanceof Outcome.Standing standing && standing.created();
  }
}
