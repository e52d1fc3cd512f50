package io.tollkeeper.http.stripe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.net.ApiResource;

/**
 * Reads the lines of sessions with Stripe's own library, on threads of its own: a slow Stripe holds up nobody but those who ask it. The
 * answers are read as tolerantly as events are. What was bought in a paid session never changes, so the last answers are kept for
 * messages that are tried again.
 */
final class StripeLineItems implements LineItems {

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
  private final LinkedHashMap<String, List<PricedLine>> remembered = new LinkedHashMap<>();

  StripeLineItems(StripeSettings settings) {
    this.settings = settings;
    this.client = settings.apiKey().map(key -> client(key, settings.apiBase()));
  }

  @Override
  public boolean canRead(String tenant) {
    return settings.apiKey(tenant).isPresent();
  }

  @Override
  public CompletionStage<List<PricedLine>> of(String tenant, String session) {
    if (!canRead(tenant)) return CompletableFuture.failedStage(new UnreadableException("no API key for " + tenant));
    return recall(session).<CompletionStage<List<PricedLine>>>map(CompletableFuture::completedStage)
        .orElseGet(() -> CompletableFuture.supplyAsync(() -> fetch(session), threads));
  }

  /** Stripe could not be asked, or gave no answer that can be read. */
  static final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnreadableException(String message) {
      super(message);
    }
  }

  private List<PricedLine> fetch(String session) {
    slots.acquireUninterruptibly();
    try {
      return remember(session, pages(session));
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

  private List<PricedLine> pages(String session) throws StripeException, JacksonException {
    var lines = new ArrayList<PricedLine>();
    var after = "";
    for (int i = 0; i < MAX_PAGES; i++) {
      var page = page(session, after);
      for (var item : page.path("data"))
        lines.add(line(item));
      if (!page.path("has_more").asBoolean()) return List.copyOf(lines);
      after = page.path("data").path(page.path("data").size() - 1).path("id").asText();
      if (!ID.matcher(after).matches()) throw new UnreadableException("a page ends without an id");
    }
    throw new UnreadableException("more than " + MAX_PAGES + " pages of line items");
  }

  private JsonNode page(String session, String after) throws StripeException, JacksonException {
    var address = "/v1/checkout/sessions/" + session + "/line_items?limit=100"
        + (after.isEmpty() ? "" : "&starting_after=" + after);
    JsonNode page = StripeEvent.READER
        .readValue(client.orElseThrow().rawRequest(ApiResource.RequestMethod.GET, address, null).body());
    if (!page.path("data").isArray()) throw new UnreadableException("the answer is no list");
    return page;
  }

  private static PricedLine line(JsonNode item) {
    var price = item.path("price");
    return new PricedLine(price.isTextual() ? price.textValue() : price.path("id").asText(),
        item.path("quantity").asLong(1));
  }

  private Optional<List<PricedLine>> recall(String session) {
    synchronized (remembered) {
      return Optional.ofNullable(remembered.get(session));
    }
  }

  private List<PricedLine> remember(String session, List<PricedLine> lines) {
    synchronized (remembered) {
      remembered.put(session, lines);
      if (remembered.size() > REMEMBERED) remembered.pollFirstEntry();
    }
    return lines;
  }

  private static StripeClient client(String key, Optional<String> base) {
    var builder = StripeClient.builder().setApiKey(key).setConnectTimeout(CONNECT_MILLIS).setReadTimeout(READ_MILLIS)
        .setMaxNetworkRetries(NETWORK_RETRIES);
    base.ifPresent(builder::setApiBase);
    return builder.build();
  }
}
