package io.tollkeeper.http.stripe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.net.ApiResource.RequestMethod;
import com.stripe.net.FormEncoder;
import com.stripe.net.RawRequestOptions;

/**
 * Stripe's API, called with Stripe's own library on threads of its own: a slow Stripe holds up nobody but those who ask it. Answers are
 * read as tolerantly as events are. Stages fail with {@link StripeFailure}; the library has tried again before that, with the same
 * idempotency key.
 */
final class StripeApi {

  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 5_000;
  private static final int NETWORK_RETRIES = 2;
  // Below Stripe's rate limit of a test account, whatever is waiting.
  private static final int AT_ONCE = 8;
  // Who waits longer than this for its turn is better told so.
  private static final int TURN_SECONDS = 10;
  private static final int PAGE = 100;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{1,255}");

  private final StripeSettings settings;
  private final Map<String, StripeClient> clients = new ConcurrentHashMap<>();
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore turns = new Semaphore(AT_ONCE);

  StripeApi(StripeSettings settings) {
    this.settings = settings;
  }

  /** Whether there is a key for this tenant's account. */
  boolean isConfigured(String tenant) {
    return settings.apiKey(tenant).isPresent();
  }

  /** What is at this path, which may have a part of the query already. */
  CompletionStage<JsonNode> get(String tenant, String path, Map<String, Object> query) {
    var encoded =
        query.isEmpty() ? path : path + (path.contains("?") ? '&' : '?') + FormEncoder.createQueryString(query);
    return inTurn(() -> parsed(client(tenant).rawRequest(RequestMethod.GET, encoded, null).body()));
  }

  /** Creates or changes something; once, however often it is asked with this key. */
  CompletionStage<JsonNode> post(String tenant, String path, Map<String, Object> form, String idempotencyKey) {
    var options = RawRequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
    var body = FormEncoder.createQueryString(form);
    return inTurn(() -> parsed(client(tenant).rawRequest(RequestMethod.POST, path, body, options).body()));
  }

  /** A part of a list, and whether it goes on after that. */
  record Page(List<JsonNode> objects, boolean hasMore) {

    Page {
      objects = List.copyOf(objects);
    }

    /** The id of the last object: where the next page begins. */
    String end() {
      return objects.getLast().path("id").asText();
    }
  }

  /**
   * The next hundred objects of a list, in the order in which Stripe lists them.
   *
   * @param after the end of the page before; empty for the first
   */
  CompletionStage<Page> page(String tenant, String path, Map<String, Object> query, String after) {
    var whole = new LinkedHashMap<>(query);
    whole.put("limit", PAGE);
    if (!after.isEmpty()) whole.put("starting_after", after);
    return get(tenant, path, whole).thenApply(answer -> {
      var data = answer.path("data");
      if (!data.isArray()) throw unreadable();
      data.forEach(StripeApi::checkId);
      return new Page(data.valueStream().toList(), answer.path("has_more").asBoolean() && !data.isEmpty());
    });
  }

  /** Ids become parts of paths and of our own ids. */
  private static void checkId(JsonNode object) {
    if (!ID.matcher(object.path("id").asText()).matches()) throw unreadable();
  }

  /** A call that is made when it is its turn. */
  @FunctionalInterface
  private interface ApiCall {
    JsonNode answer() throws StripeException, JacksonException;
  }

  private CompletionStage<JsonNode> inTurn(ApiCall call) {
    return CompletableFuture.supplyAsync(() -> {
      takeTurn();
      try {
        return call.answer();
      } catch (StripeException e) {
        throw StripeFailure.of(e);
      } catch (JacksonException _) {
        throw unreadable();
      } finally {
        turns.release();
      }
    }, threads);
  }

  private void takeTurn() {
    try {
      if (turns.tryAcquire(TURN_SECONDS, TimeUnit.SECONDS)) return;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new StripeFailure(StripeFailure.Kind.UNAVAILABLE, 0, "too_many_calls");
  }

  private static JsonNode parsed(String body) throws JacksonException {
    JsonNode answer = StripeEvent.READER.readValue(body);
    if (answer == null || !answer.isObject()) throw unreadable();
    return answer;
  }

  private static StripeFailure unreadable() {
    return new StripeFailure(StripeFailure.Kind.UNAVAILABLE, 0, "unreadable_answer");
  }

  private StripeClient client(String tenant) {
    var key = settings.apiKey(tenant)
        .orElseThrow(() -> new StripeFailure(StripeFailure.Kind.INVALID, 0, "no_api_key"));
    return clients.computeIfAbsent(tenant, _ -> clientWith(key));
  }

  private StripeClient clientWith(String key) {
    var builder = StripeClient.builder().setApiKey(key).setConnectTimeout(CONNECT_MILLIS).setReadTimeout(READ_MILLIS)
        .setMaxNetworkRetries(NETWORK_RETRIES);
    settings.apiBase().ifPresent(builder::setApiBase);
    return builder.build();
  }
}
