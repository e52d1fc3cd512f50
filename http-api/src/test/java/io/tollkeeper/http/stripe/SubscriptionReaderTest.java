package io.tollkeeper.http.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.engine.domain.payer.Notice.Subscription;
import io.tollkeeper.engine.domain.payer.Notice.Subscription.Item;
import io.tollkeeper.engine.domain.payer.Notice.Subscription.Standing;
import io.tollkeeper.http.stripe.Translation.Translated;

final class SubscriptionReaderTest {

  private static final Period MAY =
      new Period(Instant.ofEpochSecond(1_777_636_800), Instant.ofEpochSecond(1_780_315_200));

  private static final String TODAY = """
      {'id':'sub_1','object':'subscription','customer':'cus_1','status':'active','cancel_at_period_end':false,
       'cancel_at':null,'trial_end':null,'metadata':{'customer':'acme'},'items':{'has_more':false,'data':[
        {'id':'si_1','price':{'id':'price_pro'},'quantity':3,'current_period_start':1777636800,
         'current_period_end':1780315200}]}}""";

  private static final String BEFORE = """
      {'id':'sub_1','object':'subscription','customer':{'id':'cus_1'},'status':'active','cancel_at_period_end':false,
       'cancel_at':null,'trial_end':null,'metadata':{'tollkeeper_customer':'acme'},'current_period_start':1777636800,
       'current_period_end':1780315200,'items':{'data':[
        {'id':'si_1','price':{'id':'price_pro'},'plan':{'id':'price_pro'},'quantity':3}]}}""";

  private static final String LONG_BEFORE = """
      {'id':'sub_1','object':'subscription','customer':'cus_1','status':'active','cancel_at_period_end':false,
       'metadata':{'customer':'acme'},'current_period_start':1777636800,'current_period_end':1780315200,
       'plan':{'id':'price_pro'},'quantity':3}""";

  static final List<String> shapes = List.of(TODAY, BEFORE, LONG_BEFORE);

  @ParameterizedTest
  @FieldSource("shapes")
  void a_subscription_is_read_alike_in_all_shapes(String object) {
    var translated = translated(ObjectEvent.of("evt_1", "customer.subscription.created", object));
    assertEquals(Optional.of("cus_1"), translated.payer());
    assertEquals(List.of("sub_1"), translated.references());
    assertEquals(new Notice.Linked("acme"), translated.notices().getFirst());
    var subscription = subscription(translated);
    assertEquals("sub_1 2026-05-01T12:00:00Z false ACTIVE", subscription.id() + ' ' + subscription.at() + ' '
        + subscription.fetched() + ' ' + subscription.standing());
    assertEquals(List.of(new Item("price_pro", 3, MAY)), subscription.items());
    assertEquals(Optional.empty(), subscription.cancelAt());
    assertEquals("active / 1777636800 / ", subscription.values().get("status") + " / "
        + subscription.values().get("current_period_start") + " / " + subscription.values().get("cancel_at"));
    assertEquals(Map.of(), subscription.previous());
  }

  @ParameterizedTest
  @CsvSource({"incomplete,INCOMPLETE", "paused,STOPPED", "unpaid,STOPPED", "past_due,PAST_DUE", "trialing,TRIAL",
    "active,ACTIVE", "canceled,ENDED", "incomplete_expired,ENDED"})
  void what_a_status_amounts_to(String status, Standing standing) {
    for (var type : List.of("created", "updated", "paused", "resumed", "trial_will_end", "pending_update_applied",
        "pending_update_expired"))
      assertEquals(standing, subscription(translated(ObjectEvent.of("evt_1", "customer.subscription." + type,
          TODAY.replace("'active'", "'" + status + "'")))).standing());
  }

  @Test
  void what_is_deleted_has_ended_whatever_its_status() {
    assertEquals(Standing.ENDED,
        subscription(translated(ObjectEvent.of("evt_1", "customer.subscription.deleted", TODAY))).standing());
  }

  @Test
  void a_pause_of_collection_has_no_effect() {
    var paused = TODAY.replace("'cancel_at':null", "'cancel_at':null,'pause_collection':{'behavior':'void'}");
    assertEquals(Standing.ACTIVE,
        subscription(translated(ObjectEvent.of("evt_1", "customer.subscription.updated", paused))).standing());
  }

  @ParameterizedTest
  @FieldSource("shapes")
  void a_cancellation_comes_at_its_time_or_at_the_end_of_the_period(String object) {
    var atEnd =
        object.replace("'cancel_at_period_end':false", "'cancel_at_period_end':true").replace("'cancel_at':null,", "");
    assertEquals(Optional.of(MAY.end()), cancelAt(atEnd));
    assertEquals(Optional.of(Instant.ofEpochSecond(1_779_000_000)),
        cancelAt(atEnd.replace("'cancel_at_period_end'", "'cancel_at':1779000000,'cancel_at_period_end'")));
  }

  @Test
  void a_trial_ends_at_its_time() {
    assertEquals(Optional.of(Instant.ofEpochSecond(1_779_000_000)), subscription(translated(ObjectEvent.of("evt_1",
        "customer.subscription.updated", TODAY.replace("'trial_end':null", "'trial_end':1779000000")))).trialEnd());
  }

  @Test
  void what_an_event_says_of_before_is_what_an_earlier_one_says_of_then() {
    var earlier = subscription(translated(ObjectEvent.of("evt_1", "customer.subscription.updated",
        TODAY.replace("'quantity':3", "'quantity':2").replace("'active'", "'past_due'"))));
    var later = subscription(translated(ObjectEvent.of("evt_2", "customer.subscription.updated", TODAY).before("""
        {'status':'past_due','items':{'data':[{'id':'si_1','price':{'id':'price_pro'},'quantity':2,
         'current_period_start':1777636800,'current_period_end':1780315200}]},'latest_invoice':'in_1'}""")));
    assertEquals(Map.of("status", "past_due", "items", "price_pro:2", "current_period_start", "1777636800",
        "current_period_end", "1780315200"), later.previous());
    later.previous().forEach((field, value) -> assertEquals(value, earlier.values().get(field), field));
  }

  @Test
  void what_was_null_before_is_what_was_not_said() {
    var later = subscription(translated(ObjectEvent.of("evt_2", "customer.subscription.updated", TODAY)
        .before("{'cancel_at':null,'cancel_at_period_end':false,'pause_collection':null}")));
    assertEquals(Map.of("cancel_at", "", "cancel_at_period_end", "false", "pause_collection", ""), later.previous());
    later.previous().forEach((field, value) -> assertEquals(value, later.values().get(field), field));
  }

  @Test
  void the_items_that_an_event_does_not_hold_are_asked_for() {
    var cut = ObjectEvent.of("evt_1", "customer.subscription.updated",
        TODAY.replace("'has_more':false", "'has_more':true"));
    assertEquals(new Translation.Incomplete("items", "/v1/subscription_items?subscription=sub_1"),
        StripeTranslator.translate(cut.parsed(), true));
    assertEquals(new Translation.Failed("subscription_truncated: no STRIPE_API_KEY to ask for the other items with"),
        cut.translated());
  }

  @Test
  void what_cannot_be_read_fails() {
    for (var object : List.of(TODAY.replace("sub_1", "sub/1"), TODAY.replace("active", "unheard"),
        TODAY.replace("'current_period_start'", "'x'"), TODAY.replace("{'id':'price_pro'}", "null")))
      assertEquals(
          new Translation.Failed("invalid_object: the subscription has no usable id, status, price or period"),
          ObjectEvent.of("evt_1", "customer.subscription.updated", object).translated());
  }

  private static Optional<Instant> cancelAt(String object) {
    return subscription(translated(ObjectEvent.of("evt_1", "customer.subscription.updated", object))).cancelAt();
  }

  private static Subscription subscription(Translated translated) {
    return assertInstanceOf(Subscription.class, translated.notices().getLast());
  }

  private static Translated translated(ObjectEvent event) {
    return assertInstanceOf(Translated.class, event.translated());
  }
}
