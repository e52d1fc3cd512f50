package io.tollkeeper.http.stripe;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.net.ApiResource;

/**
 * Asks Stripe with its own library, on threads of its own: a slow Stripe holds up nobody but those who ask it. The answers are read as
 * tolerantly as events are. Lists that are a part of something are settled, such as the lines of what is paid, so the last ones are kept
 * for messages that are tried again.
 */
final class StripeReads implements StripeSource {

  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 5_000;
  private static final int NETWORK_RETRIES = 2;
  // Below Stripe's rate limit of a test account, whatever is waiting.
  private static final int AT_ONCE = 8;
  private static final int MAX_PAGES = 10;
  private static final int REMEMBERED = 1_000;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{1,128}");

  private final StripeSettings settings;
  private final Optional<StripeClient> client;
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore slots = new Semaphore(AT_ONCE);
  private final LinkedHashMap<String, JsonNode> remembered = new LinkedHashMap<>();

  StripeReads(StripeSettings settings) {
    this.settings = settings;
    this.client = settings.apiKey().map(key -> client(key, settings.apiBase()));
  }

  @Override
  public boolean canRead(String tenant) {
    return settings.apiKey(tenant).isPresent();
  }

  @Override
  public CompletionStage<JsonNode> list(String tenant, String address) {
    return recall(address).filter(_ -> canRead(tenant))
        .<CompletionStage<JsonNode>>map(CompletableFuture::completedStage)
        .orElseGet(() -> asking(tenant, () -> remember(address, pages(address))));
  }

  @Override
  public CompletionStage<JsonNode> object(String tenant, String address) {
    return asking(tenant, () -> {
      var object = get(address);
      if (!object.isObject()) throw new UnreadableException("the answer is no object");
      return object;
    });
  }

  /** Stripe could not be asked, or gave no answer that can be read. */
  static final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnreadableException(String message) {
      super(message);
    }
  }

  /** Something to ask Stripe. */
  @FunctionalInterface
  private interface Question {

    JsonNode ask() throws StripeException, JacksonException;
  }

  private CompletionStage<JsonNode> asking(String tenant, Question question) {
    return canRead(tenant)
        ? CompletableFuture.supplyAsync(() -> ask(question), threads)
        : CompletableFuture.failedStage(new UnreadableException("no API key for " + tenant));
  }

  private JsonNode ask(Question question) {
    slots.acquireUninterruptibly();
    try {
      return question.ask();
    } catch (StripeException e) {
      // Its message may quote a part of the key.
      throw new UnreadableException(
          e.getClass().getSimpleName() + ", status " + e.getStatusCode() + ", code " + e.getCode());
    } catch (JacksonException _) {
      throw new UnreadableException("the answer is no JSON");
    } finally {
      slots.release();
    }
  }

  private JsonNode pages(String address) throws StripeException, JacksonException {
    var whole = JsonNodeFactory.instance.objectNode().put("object", "list").put("has_more", false);
    var elements = whole.putArray("data");
    var after = "";
    for (int i = 0; i < MAX_PAGES; i++) {
      var page = get(address + (address.contains("?") ? "&" : "?") + "limit=100"
          + (after.isEmpty() ? "" : "&starting_after=" + after));
      if (!page.path("data").isArray()) throw new UnreadableException("the answer is no list");
      page.path("data").forEach(elements::add);
      if (!page.path("has_more").asBoolean()) return whole;
      after = page.path("data").path(page.path("data").size() - 1).path("id").asText();
      if (!ID.matcher(after).matches()) throw new UnreadableException("a page ends without an id");
    }
    throw new UnreadableException("more than " + MAX_PAGES + " pages of " + address);
  }

  private JsonNode get(String address) throws StripeException, JacksonException {
    return StripeEvent.READER
        .readValue(client.orElseThrow().rawRequest(ApiResource.RequestMethod.GET, address, null).body());
  }

  private Optional<JsonNode> recall(String address) {
    synchronized (remembered) {
      return Optional.ofNullable(remembered.get(address));
    }
  }

  private JsonNode remember(String address, JsonNode list) {
    synchronized (remembered) {
      // What is asked for by a query, such as the items of a subscription, may change.
      if (!address.contains("?")) remembered.put(address, list);
      if (remembered.size() > REMEMBERED) remembered.pollFirstEntry();
    }
    return list;
  }

  private static StripeClient client(String key, Optional<String> base) {
    var builder = StripeClient.builder().setApiKey(key).setConnectTimeout(CONNECT_MILLIS).setReadTimeout(READ_MILLIS)
        .setMaxNetworkRetries(NETWORK_RETRIES);
    base.ifPresent(builder::setApiBase);
    return builder.build();
  }
}
