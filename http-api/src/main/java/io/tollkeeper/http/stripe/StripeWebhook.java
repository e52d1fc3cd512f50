package io.tollkeeper.http.stripe;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.tollkeeper.engine.entity.Inbox;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.State;
import io.tollkeeper.http.Responses;
import io.tollkeeper.http.problem.Code;
import io.tollkeeper.http.wire.JsonBody;
import io.tollkeeper.http.wire.Words;

/**
 * Where Stripe delivers its events. An event is verified, kept, and only then answered with 200; how far it gets after that is waited
 * for a little and told, but Stripe need not care.
 */
final class StripeWebhook {

  private static final Logger LOG = LoggerFactory.getLogger(StripeWebhook.class);
  private static final int MAX_BYTES = 512 * 1024;
  private static final String INVOICE_CREATED = "invoice.created";

  private final StripeSettings settings;
  private final StripeSignature signature;
  private final Inbox inbox;
  private final InboxDriver driver;
  private final Clock clock;
  private final Patience patience;
  private final StripeMeters meters;

  StripeWebhook(StripeSettings settings, Inbox inbox, InboxDriver driver, Clock clock, Patience patience,
      StripeMeters meters) {
    this.settings = settings;
    this.signature = new StripeSignature(clock);
    this.inbox = inbox;
    this.driver = driver;
    this.clock = clock;
    this.patience = patience;
    this.meters = meters;
  }

  /**
   * How long each step may take.
   *
   * @param body until the body is there
   * @param keep until the event is kept; after that Stripe is told to send it again
   * @param drive until the answer is given, wherever the event is by then
   */
  record Patience(Duration body, Duration keep, Duration drive) {

    static final Patience DEFAULT = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(2));
  }

  /** The webhook of the first tenant, and those of all. */
  Route route(ClassicActorSystemProvider system) {
    var webhook = segment("v1").slash("stripe").slash("webhook");
    return concat(
        path(webhook, () -> receive(settings.firstTenant(), system)),
        path(webhook.slash(segment()), tenant -> receive(tenant, system)));
  }

  private Route receive(String tenant, ClassicActorSystemProvider system) {
    return post(() -> extractRequest(request -> completeWithFuture(answer(tenant, request, system))));
  }

  private CompletionStage<HttpResponse> answer(String tenant, HttpRequest request, ClassicActorSystemProvider system) {
    return request.entity().withSizeLimit(MAX_BYTES).toStrict(patience.body().toMillis(), system)
        // A stage that was made from a Scala future runs what names no executor in the common pool, which has few threads.
        .handleAsync(
            (strict,
                failure) -> failure == null ? receive(tenant, request, strict.getData().toArray()) : now(cut(failure)),
            system.classicSystem().dispatcher())
        .thenCompose(answer -> answer);
  }

  private CompletionStage<HttpResponse> receive(String tenant, HttpRequest request, byte[] body) {
    var secrets = settings.secrets(tenant);
    if (secrets.isEmpty())
      return now(refused(Code.STRIPE_NOT_CONFIGURED, "There are no webhook secrets here."));
    var header = request.getHeader("Stripe-Signature").map(HttpHeader::value).orElse("");
    var text = signature.verified(body, header, secrets.get());
    if (text.isEmpty()) {
      LOG.warn("an event for {} was not signed by any of its secrets, or not within {} s", tenant,
          StripeSignature.TOLERANCE_SECONDS);
      return now(refused(Code.INVALID_SIGNATURE,
          "No secret of this endpoint has signed this body within the last minutes."));
    }
    return StripeEvent.parse(text.get()).map(event -> take(tenant, event, text.get()))
        .orElseGet(() -> now(refused(Code.INVALID_REQUEST, "The body is no event.")));
  }

  private CompletionStage<HttpResponse> take(String tenant, StripeEvent event, String text) {
    if (event.livemode() != settings.livemode())
      return now(
          refused(Code.WRONG_LIVEMODE, "Events with livemode " + event.livemode() + " are not for here."));
    var time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var message =
        new Message(tenant, event.id(), event.type(), event.createdAt(), time, time, State.RECEIVED, "", "", text);
    return within(patience.keep(), inbox.keep(message))
        .thenCompose(kept -> drive(event, kept))
        .thenApply(this::received)
        .exceptionally(failure -> {
          LOG.warn("event {} for {} was not kept: {}", event.id(), tenant, failure.toString());
          return refused(Code.UNAVAILABLE, "The event was not kept; send it again.");
        });
  }

  private CompletionStage<State> drive(StripeEvent event, Message kept) {
    var driven = driver.drive(kept);
    // Stripe does not collect an invoice before it has this answer, however long the rest takes.
    return event.kind().equals(INVOICE_CREATED)
        ? CompletableFuture.completedStage(kept.state())
        : driven.toCompletableFuture().copy().completeOnTimeout(kept.state(), patience.drive().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private HttpResponse refused(Code code, String detail) {
    meters.answered(code.wire());
    return Responses.problem(code, detail);
  }

  private HttpResponse received(State state) {
    meters.answered(Words.of(state));
    return Responses.json(200, JsonBody.object(out -> {
      out.writeBooleanField("received", true);
      out.writeStringField("state", Words.of(state));
    }));
  }

  /** Not all of the body came. Pekko closes such a connection by itself. */
  private HttpResponse cut(Throwable failure) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null -> cut(wrapped.getCause());
      case EntityStreamSizeException _ ->
        refused(Code.TOO_LARGE, "At most " + MAX_BYTES + " bytes are read here.");
      case TimeoutException _ -> refused(Code.REQUEST_TIMEOUT, "The body did not arrive in time.");
      default -> refused(Code.INVALID_REQUEST, "The body did not arrive whole.");
    };
  }

  private static <T> CompletableFuture<T> within(Duration time, CompletionStage<T> stage) {
    return stage.toCompletableFuture().copy().orTimeout(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static CompletionStage<HttpResponse> now(HttpResponse response) {
    return CompletableFuture.completedStage(response);
  }
}
