package io.tollkeeper.http.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.payer.Notice.Subscription.Item;
import io.tollkeeper.engine.domain.payer.Notice.Subscription.Standing;
import io.tollkeeper.engine.domain.payer.PayerKey;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.State;
import io.tollkeeper.http.stripe.KnownPayments.Known;

final class ReconcilerTest {

  private static final String NOTHING = "{\"data\":[],\"has_more\":false}";
  private static final Instant START = Instant.ofEpochSecond(1_777_600_000);
  private static final Instant END = Instant.ofEpochSecond(1_780_200_000);

  private final ScriptedStripe stripe = new ScriptedStripe();
  private final TickingClock clock = new TickingClock();
  private final MemoryInbox inbox = new MemoryInbox(clock);
  private final MemoryCatalogues catalogues = new MemoryCatalogues();
  private final Map<PayerKey, Known> payers = new ConcurrentHashMap<>();
  private final List<Message> driven = new ArrayList<>();
  private State outcome = State.APPLIED;
  private final Reconciler reconciler = reconciler(false);

  @BeforeEach
  void sell() {
    catalogues.publish("main", MemoryCatalogues.pack("small", "price_s", 10));
    stripe.on("/v1/events", 200, NOTHING);
    stripe.on("/v1/subscriptions", 200, NOTHING);
    stripe.on("/v1/invoices", 200, NOTHING);
  }

  @AfterEach
  void stop() {
    stripe.close();
  }

  @Test
  void where_nothing_differs_nothing_is_done() {
    list("/v1/subscriptions", subscription("sub_1", "active", 1));
    list("/v1/invoices", invoice("in_1", "price_s"));
    payers.put(payer(), new Known(Map.of("sub_1", state(Standing.ACTIVE, 1)), Set.of("in_1")));
    var report = reconciler.run("main", false);
    assertEquals(List.of(), report.differences());
    assertEquals(new ReconciliationReport.Checked(0, 1, 1), report.checked());
    assertEquals(Optional.empty(), report.incomplete());
    assertEquals(0, inbox.size());
    assertEquals("all", stripe.requests().get(1).fields().get("status"));
    assertEquals(Long.toString(TickingClock.START.getEpochSecond() - 30 * 86_400L),
        stripe.requests().getFirst().fields().get("created[gte]"));
  }

  @Test
  void an_event_that_never_came_is_kept_under_its_own_id_and_driven() {
    list("/v1/events", event("evt_1", "invoice.paid"), event("evt_2", "product.updated"));
    assertEquals(List.of("MISSED evt_1 invoice.paid true"), differences(reconciler.run("main", false)));
    assertEquals("evt_1", driven.getFirst().id());
    assertTrue(StripeEvent.parse(inbox.message("main", "evt_1").payload()).isPresent());
    assertEquals(List.of(), differences(reconciler.run("main", false)));
  }

  @Test
  void a_dry_run_tells_the_same_and_changes_nothing() {
    list("/v1/events", event("evt_1", "invoice.paid"));
    list("/v1/subscriptions", subscription("sub_1", "active", 1));
    list("/v1/invoices", invoice("in_1", "price_s"));
    assertEquals(List.of("MISSED evt_1 invoice.paid false", "MISSED sub_1 subscription false",
        "MISSED in_1 invoice false"), differences(reconciler.run("main", true)));
    assertEquals(0, inbox.size());
  }

  @Test
  void a_subscription_that_is_otherwise_is_told_as_it_is_now() {
    list("/v1/subscriptions", subscription("sub_1", "active", 2), subscription("sub_2", "canceled", 1),
        subscription("sub_3", "canceled", 1));
    payers.put(payer(), new Known(Map.of("sub_1", state(Standing.ACTIVE, 1), "sub_2", state(Standing.ACTIVE, 1)),
        Set.of()));
    assertEquals(List.of("STALE sub_1 subscription true", "EXTRA sub_2 subscription true"),
        differences(reconciler.run("main", false)));
    var told = StripeEvent.parse(driven.getFirst().payload()).orElseThrow();
    assertTrue(told.id().startsWith("tk_rec_sub_1_"), told::id);
    assertEquals("customer.subscription.updated", told.type());
    assertEquals(2, told.object().at("/items/data/0/quantity").asInt());
    assertEquals("customer.subscription.deleted", driven.get(1).type());
  }

  @Test
  void what_stripe_has_forgotten_ends_only_by_a_clear_answer() {
    payers.put(payer(), new Known(Map.of("sub_9", state(Standing.ACTIVE, 1)), Set.of("in_1")));
    list("/v1/invoices", invoice("in_1", "price_s"));
    stripe.on("/v1/subscriptions/sub_9", 500, "{}");
    assertTrue(reconciler.run("main", false).incomplete().isPresent());
    stripe.on("/v1/subscriptions/sub_9", 200, subscription("sub_9", "active", 1));
    assertEquals(List.of(), differences(reconciler.run("main", false)));
    stripe.on("/v1/subscriptions/sub_9", 404, "{\"error\":{\"type\":\"invalid_request_error\"}}");
    assertEquals(List.of("EXTRA sub_9 subscription true"), differences(reconciler.run("main", false)));
    var told = StripeEvent.parse(driven.getFirst().payload()).orElseThrow();
    assertEquals("customer.subscription.deleted cus_1 canceled", told.type() + " "
        + told.object().path("customer").asText() + " " + told.object().path("status").asText());
  }

  @Test
  void an_invoice_that_was_paid_unheard_is_told_with_all_of_its_lines() {
    list("/v1/invoices", invoice("in_1", "price_s").replace("\"lines\":{", "\"lines\":{\"has_more\":true,"),
        invoice("in_2", "price_other"));
    list("/v1/invoices/in_1/lines", "{\"id\":\"il_1\",\"pricing\":{\"price_details\":{\"price\":\"price_s\"}}}",
        "{\"id\":\"il_2\",\"pricing\":{\"price_details\":{\"price\":\"price_s\"}}}");
    assertEquals(List.of("MISSED in_1 invoice true", "UNKNOWN_PRICE in_2 invoice false"),
        differences(reconciler.run("main", false)));
    var told = StripeEvent.parse(driven.getFirst().payload()).orElseThrow();
    assertEquals("invoice.paid 2", told.type() + " " + told.object().at("/lines/data").size());
  }

  @Test
  void what_has_failed_is_told() {
    outcome = State.FAILED;
    list("/v1/events", event("evt_1", "invoice.paid"));
    assertEquals(List.of("MISSED evt_1 invoice.paid false"), differences(reconciler.run("main", false)));
    assertEquals(List.of("FAILED evt_1 invoice.paid false"), differences(reconciler.run("main", false)));
  }

  @Test
  void what_was_found_before_stripe_went_away_stays() {
    list("/v1/events", event("evt_1", "invoice.paid"));
    stripe.on("/v1/subscriptions", 429, "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"rate_limit\"}}");
    var report = reconciler.run("main", false);
    assertEquals("stripe: rate_limited, status 429, code rate_limit", report.incomplete().orElseThrow());
    assertEquals(1, report.differences().size());
    assertEquals(State.APPLIED, inbox.message("main", "evt_1").state());
    inbox.goDown();
    assertTrue(reconciler.run("main", false).incomplete().isPresent());
  }

  @Test
  void a_key_of_the_other_mode_reconciles_nothing() {
    list("/v1/events", event("evt_1", "invoice.paid"));
    assertFalse(reconciler(true).run("main", false).incomplete().isEmpty());
    assertEquals(0, inbox.size());
  }

  @Test
  void a_report_is_told_as_documented() {
    list("/v1/events", event("evt_1", "invoice.paid"));
    assertEquals("{\"dry_run\":true,\"tenant\":\"main\",\"checked\":{\"events\":1,\"subscriptions\":0,\"invoices\":0},"
        + "\"differences\":[{\"kind\":\"missed\",\"object\":\"evt_1\",\"type\":\"invoice.paid\","
        + "\"detail\":\"created 2026-05-01T01:46:40Z\",\"repaired\":false}],"
        + "\"truncated\":false,\"incomplete\":false,\"reason\":null}",
        reconciler.run("main", true).json().replaceAll("\"(started|finished)_at\":\"[^\"]*\",", ""));
  }

  private Reconciler reconciler(boolean livemode) {
    var settings =
        new StripeSettings(Map.of(), livemode, Optional.of(ScriptedStripe.KEY), Optional.of(stripe.base()), "main");
    return new Reconciler(settings, new StripeApi(settings), inbox, catalogues,
        payer -> CompletableFuture.completedStage(payers.getOrDefault(payer, Known.NOTHING)), this::drive, clock);
  }

  private CompletionStage<State> drive(Message message) {
    driven.add(message);
    return inbox.mark(message.tenant(), message.id(), outcome, "", "").thenApply(_ -> outcome);
  }

  private static List<String> differences(ReconciliationReport report) {
    return report.differences().stream().map(difference -> String.join(" ", difference.kind().name(),
        difference.object(), difference.type(), Boolean.toString(difference.repaired()))).toList();
  }

  private void list(String path, String... objects) {
    stripe.on(path, 200, "{\"data\":[%s],\"has_more\":false}".formatted(String.join(",", objects)));
  }

  private static PayerKey payer() {
    return new PayerKey("main", "cus_1");
  }

  private static SubscriptionState state(Standing standing, long quantity) {
    return new SubscriptionState(standing, List.of(new Item("price_s", quantity, new Period(START, END))),
        Optional.empty(), Optional.empty());
  }

  private static String subscription(String id, String status, int quantity) {
    return """
        {"id":"%s","object":"subscription","customer":"cus_1","livemode":false,"status":"%s","items":{"data":[
          {"quantity":%d,"current_period_start":%d,"current_period_end":%d,"price":{"id":"price_s"}}]}}
        """.formatted(id, status, quantity, START.getEpochSecond(), END.getEpochSecond());
  }

  private static String invoice(String id, String price) {
    return """
        {"id":"%s","object":"invoice","customer":"cus_1","livemode":false,"status":"paid","lines":{"data":[
          {"id":"il_1","pricing":{"price_details":{"price":"%s"}}}]}}
        """.formatted(id, price);
  }

  private static String event(String id, String type) {
    return """
        {"id":"%s","object":"event","type":"%s","created":%d,"livemode":false,"data":{"object":{"id":"in_1"}}}
        """.formatted(id, type, START.getEpochSecond());
  }
}
