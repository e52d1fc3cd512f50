package io.tollkeeper.http.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StripeReadsTest {

  private final StripeDouble stripe = new StripeDouble();
  private final StripeReads reads = reads(StripeDouble.KEY);

  @AfterEach
  void stop() {
    stripe.close();
  }

  @Test
  void all_pages_are_read() {
    var lines = new PricedLine[] {new PricedLine("price_1", 1), new PricedLine("price_2", 2),
      new PricedLine("price_3", 3), new PricedLine("price_4", 4),
      new PricedLine("price_5", 5)};
    stripe.sell("cs_1", lines);
    assertEquals(List.of(lines), read("cs_1"));
    assertEquals(3, stripe.calls());
  }

  @Test
  void a_line_without_a_price_or_a_quantity_is_read_as_it_is() {
    stripe.sell("cs_1", new PricedLine("", 2), new PricedLine("price_1", -1));
    assertEquals(List.of(new PricedLine("", 2), new PricedLine("price_1", -1)), read("cs_1"));
  }

  @Test
  void what_was_read_once_is_remembered() {
    stripe.sell("cs_1", new PricedLine("price_1", 1));
    assertEquals(read("cs_1"), read("cs_1"));
    assertEquals(1, stripe.calls());
  }

  @Test
  void what_may_change_is_not_remembered() {
    stripe.put("/v1/subscription_items", "{'data':[],'has_more':false}");
    for (int i = 0; i < 2; i++)
      reads.list("main", "/v1/subscription_items?subscription=sub_1").toCompletableFuture().join();
    assertEquals(2, stripe.calls());
  }

  @Test
  void a_session_of_another_account_cannot_be_read() {
    assertEquals("invalid, status 404, code resource_missing", failure(reads, "cs_unknown"));
  }

  @Test
  void a_wrong_key_is_told_without_quoting_it() {
    assertTrue(
        failure(reads("sk_test_wrong_wrong_wrong"), "cs_1").startsWith("invalid, status 401"));
  }

  @Test
  void an_object_is_read_as_it_is_now() {
    stripe.put("/v1/subscriptions/sub_1", "{'id':'sub_1','status':'active'}");
    var read = reads.object("main", "/v1/subscriptions/sub_1").toCompletableFuture().join();
    assertEquals("active", read.path("status").asText());
    stripe.put("/v1/subscriptions/sub_1", "[]");
    assertThrows(CompletionException.class,
        () -> reads.object("main", "/v1/subscriptions/sub_1").toCompletableFuture().join());
  }

  @Test
  void a_tenant_without_a_key_reads_nothing() {
    assertFalse(reads.canRead("other"));
    assertThrows(CompletionException.class, () -> reads.list("other", address("cs_1")).toCompletableFuture().join());
    assertEquals(0, stripe.calls());
  }

  private StripeReads reads(String key) {
    return new StripeReads(new StripeApi(
        new StripeSettings(Map.of(), false, Optional.of(key), Optional.of(stripe.base()), "main")));
  }

  private List<PricedLine> read(String session) {
    var lines = new ArrayList<PricedLine>();
    for (var item : reads.list("main", address(session)).toCompletableFuture().join().path("data"))
      lines.add(new PricedLine(item.path("price").path("id").asText(), item.path("quantity").asLong(-1)));
    return lines;
  }

  private static String address(String session) {
    return "/v1/checkout/sessions/" + session + "/line_items";
  }

  private static String failure(StripeReads from, String session) {
    var thrown =
        assertThrows(CompletionException.class, () -> from.list("main", address(session)).toCompletableFuture().join());
    return String.valueOf(thrown.getCause() == null ? thrown.getMessage() : thrown.getCause().getMessage());
  }
}
