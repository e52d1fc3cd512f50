package io.tollkeeper.http.stripe;

import static io.tollkeeper.http.stripe.MemoryCatalogues.catalogue;
import static io.tollkeeper.http.stripe.MemoryCatalogues.pack;
import static io.tollkeeper.http.stripe.SessionEvent.completed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Ids;
import io.tollkeeper.engine.domain.Term;
import io.tollkeeper.engine.domain.payer.Order;

final class StripeTranslatorTest {

  private static final Catalogue CATALOGUE = catalogue(3, pack("small", "price_s", 10), pack("large", "price_l", 1000));
  private static final SessionEvent PAID = completed("evt_1", "cs_1");

  @Test
  void a_paid_session_is_an_order_for_the_pack_that_its_metadata_names() {
    var grant = new Command.AddGrant("stripe:cs_1:small", new Credits(10_000_000), GrantKind.PAID, 7, Optional.empty(),
        Optional.of(new Command.Expiry.After(Term.parse("P90D").orElseThrow())), Set.of("chat"),
        "stripe:checkout_session:cs_1", "");
    assertEquals(new Translation.Orders("cus_1", List.of(new Order("acme", 3, grant))), byMetadata(PAID.pack("small")));
  }

  @Test
  void line_items_and_metadata_lead_to_the_same_order() {
    assertEquals(byMetadata(PAID.pack("small").metadata("quantity", "3")),
        byLines(PAID.pack("small"), new PricedLine("price_s", 3)));
  }

  @ParameterizedTest
  @ValueSource(strings = {SessionEvent.COMPLETED, SessionEvent.PAID_LATER})
  void money_that_comes_at_once_and_money_that_comes_later_have_the_same_key(String type) {
    assertEquals(byMetadata(PAID.pack("small")), byMetadata(PAID.pack("small").typed("evt_2", type)));
  }

  @Test
  void nothing_to_pay_is_paid() {
    assertEquals(byMetadata(PAID.pack("small")),
        byMetadata(PAID.pack("small").with("payment_status", "no_payment_required")));
  }

  @Test
  void lines_of_one_pack_are_one_order() {
    var orders = orders(byLines(PAID, new PricedLine("price_s", 2), new PricedLine("price_l", 1),
        new PricedLine("price_s", 3), new PricedLine("price_l", 0)));
    assertEquals(List.of("stripe:cs_1:small 50", "stripe:cs_1:large 1000"),
        orders.stream().map(order -> order.key() + " " + order.command().credits()).toList());
  }

  @Test
  void a_session_with_a_price_that_no_pack_has_is_not_turned_into_orders_at_all() {
    assertEquals(new Translation.Failed("unknown_price: price_x"),
        byLines(PAID, new PricedLine("price_s", 1), new PricedLine("price_x", 1)));
    assertEquals(new Translation.Failed("unknown_price: "), byLines(PAID, new PricedLine("", 1)));
    assertEquals(new Translation.Failed("unknown_price: the session has no lines"), byLines(PAID));
  }

  @Test
  void the_metadata_says_nothing_where_the_lines_can_be_read() {
    assertInstanceOf(Translation.NeedsLineItems.class,
        StripeTranslator.translate(PAID.pack("small").parsed(), CATALOGUE, true));
  }

  @Test
  void a_pack_that_is_not_sold_fails() {
    assertEquals(new Translation.Failed("unknown_pack: huge"), byMetadata(PAID.pack("huge")));
    assertTrue(failure(byMetadata(PAID)).startsWith("unknown_pack: no metadata.pack"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "1e3", "two", "1000000", "99999999999999999999", "٣"})
  void a_quantity_that_nobody_can_buy_fails(String quantity) {
    assertTrue(failure(byMetadata(PAID.pack("small").metadata("quantity", quantity))).startsWith("invalid_quantity: "));
  }

  @Test
  void more_credits_than_there_can_be_fail() {
    var rich = catalogue(1, pack("all", "price_a", Long.MAX_VALUE / 1_000_000));
    assertEquals(new Translation.Failed("amount_too_large"),
        StripeTranslator.translate(PAID.pack("all").metadata("quantity", "2").parsed(), rich, false));
    var session = CheckoutSession.read(PAID.session()).orElseThrow();
    assertEquals(new Translation.Failed("amount_too_large"),
        StripeTranslator.translate(session,
            List.of(new PricedLine("price_a", Long.MAX_VALUE), new PricedLine("price_a", 1)), rich));
  }

  @ParameterizedTest
  @CsvSource({"subscription,mode_subscription", "setup,mode_setup"})
  void a_session_that_sells_no_pack_is_ignored(String mode, String reason) {
    assertEquals(new Translation.Ignored(reason), byMetadata(PAID.with("mode", mode)));
  }

  @Test
  void a_session_whose_invoice_stands_for_the_same_money_is_ignored() {
    assertEquals(new Translation.Ignored("has_invoice"), byMetadata(PAID.pack("small").with("invoice", "in_1")));
    var expanded = PAID.pack("small").session().deepCopy();
    expanded.putObject("invoice").put("id", "in_1");
    assertEquals(new Translation.Ignored("has_invoice"),
        byMetadata(new SessionEvent("evt_1", SessionEvent.COMPLETED, expanded, false)));
  }

  @Test
  void money_that_has_not_come_yet_is_waited_for() {
    assertEquals(new Translation.Parked("payment_pending", "cs_1"),
        byMetadata(PAID.pack("small").with("payment_status", "unpaid")));
  }

  @Test
  void other_events_are_ignored() {
    for (var type : List.of("invoice.paid", "checkout.session.expired", SessionEvent.NEVER_PAID,
        "something.unheard.of"))
      assertEquals(new Translation.Ignored(""), byMetadata(PAID.pack("small").typed("evt_2", type)));
  }

  @Test
  void the_customer_is_the_reference_before_anything_in_the_metadata() {
    var all = PAID.pack("small").metadata("customer", "second").metadata("tollkeeper_customer", "third");
    assertEquals("acme", orders(byMetadata(all)).getFirst().customer());
    assertEquals("second", orders(byMetadata(all.without("client_reference_id"))).getFirst().customer());
    assertEquals("third",
        orders(byMetadata(PAID.pack("small").without("client_reference_id").metadata("tollkeeper_customer", "third")))
            .getFirst().customer());
  }

  @Test
  void a_session_that_names_nobody_is_parked_before_anything_is_asked_of_stripe() {
    assertEquals(new Translation.Parked("unknown_reference", ""),
        StripeTranslator.translate(PAID.without("client_reference_id").parsed(), CATALOGUE, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "..", "stripe:cs_1", "plan:x", "tk:x", "a/b", "Zoë", "a\u0000b"})
  void a_reference_that_no_customer_can_have_fails(String reference) {
    assertTrue(failure(byMetadata(PAID.pack("small").with("client_reference_id", reference)))
        .startsWith("invalid_reference: "));
  }

  @Test
  void a_guest_pays_in_the_name_of_the_session() {
    assertEquals("cs_1",
        assertInstanceOf(Translation.Orders.class, byMetadata(PAID.pack("small").without("customer"))).payer());
    assertEquals("cs_1",
        assertInstanceOf(Translation.Orders.class, byMetadata(PAID.pack("small").with("customer", "odd/id|"))).payer());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cs 1", "cs/1", "cs_ë"})
  void a_session_without_a_sane_id_fails(String id) {
    assertTrue(failure(byMetadata(PAID.pack("small").with("id", id))).startsWith("invalid_session: "));
  }

  @Test
  void a_session_that_is_not_as_documented_fails_and_says_so() {
    assertEquals(new Translation.Failed("invalid_session: unknown mode"), byMetadata(PAID.with("mode", "barter")));
    assertEquals(new Translation.Failed("invalid_session: unknown payment_status"),
        byMetadata(PAID.without("payment_status")));
  }

  @Test
  void the_longest_session_and_pack_still_give_a_grant_an_id_that_it_may_have() {
    var session = "cs_live_" + "x".repeat(72);
    var one = "p".repeat(Ids.MAX_KEY);
    var other = "p".repeat(Ids.MAX_KEY - 1) + "q";
    var both = catalogue(1, pack(one, "price_1", 1), pack(other, "price_2", 1));
    var orders =
        orders(StripeTranslator.translate(CheckoutSession.read(PAID.with("id", session).session()).orElseThrow(),
            List.of(new PricedLine("price_1", 1), new PricedLine("price_2", 1)), both));
    assertEquals(2, orders.stream().map(Order::key).distinct().count());
    orders.forEach(order -> assertTrue(Ids.isId(order.key()), order.key()));
  }

  private static Translation byMetadata(SessionEvent event) {
    return StripeTranslator.translate(event.parsed(), CATALOGUE, false);
  }

  private static Translation byLines(SessionEvent event, PricedLine... lines) {
    return StripeTranslator.translate(CheckoutSession.read(event.session()).orElseThrow(), List.of(lines), CATALOGUE);
  }

  private static List<Order> orders(Translation translation) {
    return assertInstanceOf(Translation.Orders.class, translation).list();
  }

  private static String failure(Translation translation) {
    return assertInstanceOf(Translation.Failed.class, translation).reason();
  }
}
