package io.tollkeeper.http.stripe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * Asks Stripe's API. Lists that are a part of something are settled, such as the lines of what is paid, so the last ones are kept for
 * messages that are tried again.
 */
final class StripeReads implements StripeSource {

  private static final int MAX_PAGES = 10;
  private static final int REMEMBERED = 1_000;

  private final StripeApi api;
  private final LinkedHashMap<String, JsonNode> remembered = new LinkedHashMap<>();

  StripeReads(StripeApi api) {
    this.api = api;
  }

  @Override
  public boolean canRead(String tenant) {
    return api.isConfigured(tenant);
  }

  @Override
  public CompletionStage<JsonNode> list(String tenant, String address) {
    var known = recall(tenant + address);
    if (known.isPresent()) return CompletableFuture.completedStage(known.get());
    var whole = JsonNodeFactory.instance.objectNode().put("object", "list").put("has_more", false);
    return read(tenant, address, whole.putArray("data"), "", MAX_PAGES).thenApply(_ -> {
      // What is asked for by a query, such as the items of a subscription, may change.
      if (!address.contains("?")) remember(tenant + address, whole);
      return whole;
    });
  }

  @Override
  public CompletionStage<JsonNode> object(String tenant, String address) {
    return api.get(tenant, address, Map.of());
  }

  private CompletionStage<Void> read(String tenant, String address, ArrayNode elements, String after, int pages) {
    return api.page(tenant, address, Map.of(), after).thenCompose(page -> {
      elements.addAll(page.objects());
      if (!page.hasMore()) return CompletableFuture.completedStage(null);
      return pages > 1
          ? read(tenant, address, elements, page.end(), pages - 1)
          : CompletableFuture.failedStage(new StripeFailure(StripeFailure.Kind.UNAVAILABLE, 0, "too_many_pages"));
    });
  }

  private Optional<JsonNode> recall(String name) {
    synchronized (remembered) {
      return Optional.ofNullable(remembered.get(name));
    }
  }

  private void remember(String name, JsonNode list) {
    synchronized (remembered) {
      remembered.put(name, list);
      if (remembered.size() > REMEMBERED) remembered.pollFirstEntry();
    }
  }
}
