package io.tollkeeper.http.stripe;

import static io.tollkeeper.http.stripe.SessionEvent.completed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.engine.domain.payer.Notice.Line;
import io.tollkeeper.engine.domain.payer.Notice.Payment;
import io.tollkeeper.engine.domain.payer.Notice.Payment.Phase;
import io.tollkeeper.engine.domain.payer.Notice.Sold;
import io.tollkeeper.http.stripe.Translation.Translated;

final class SessionReaderTest {

  private static final SessionEvent PAID = completed("evt_1", "cs_1").with("payment_intent", "pi_1");

  @Test
  void a_paid_session_is_a_payment_for_the_pack_that_its_metadata_names() {
    var line = new Line("metadata", new Sold.NamedPack("small"), 3, 1000, Optional.empty(), false, Optional.empty());
    var payment = new Payment("cs_1", ObjectEvent.BEGIN, Phase.PAID, 1000, "usd", List.of(line), Optional.empty(),
        Optional.of("acme"));
    assertEquals(
        new Translated(Optional.of("cus_1"), List.of("cs_1", "pi_1"),
            List.of(new Notice.Linked("acme"), new Notice.Alias(Set.of("cs_1", "pi_1")), payment)),
        byMetadata(PAID.pack("small").metadata("quantity", "3")));
  }

  @Test
  void lines_are_read_as_they_were_sold() {
    var lines = payment(byLines(PAID, new PricedLine("price_s", 2), new PricedLine("price_l", 0),
        new PricedLine("price_l", -1))).lines();
    assertEquals(
        List.of(new Line("li_0", new Sold.Price("price_s"), 2, 1000, Optional.empty(), false, Optional.empty()),
            new Line("li_2", new Sold.Price("price_l"), 1, 1000, Optional.empty(), false, Optional.empty())),
        lines);
  }

  @Test
  void a_session_whose_lines_say_nothing_fails() {
    assertEquals(new Translation.Failed("unknown_price: "), byLines(PAID, new PricedLine("", 1)));
    assertEquals(new Translation.Failed("unknown_price: the session has no lines"), byLines(PAID));
  }

  @Test
  void the_metadata_says_nothing_where_the_lines_can_be_read() {
    assertEquals(new Translation.Incomplete("line_items", "/v1/checkout/sessions/cs_1/line_items"),
        StripeTranslator.translate(PAID.pack("small").parsed(), true));
  }

  @ParameterizedTest
  @CsvSource({"completed,paid,PAID", "completed,no_payment_required,PAID", "completed,unpaid,OPEN",
    "async_payment_succeeded,paid,PAID", "async_payment_failed,unpaid,VOID", "expired,unpaid,VOID",
    "expired,paid,PAID"})
  void a_payment_is_as_far_as_its_money(String type, String status, Phase phase) {
    var event = PAID.pack("small").with("payment_status", status).typed("evt_2", "checkout.session." + type);
    assertEquals(phase, payment(byMetadata(event)).phase());
  }

  @Test
  void what_is_not_paid_is_not_asked_for() {
    var unpaid = StripeTranslator.translate(PAID.with("payment_status", "unpaid").parsed(), true);
    assertEquals(List.of(), payment(unpaid).lines());
  }

  @Test
  void a_pack_that_is_not_named_fails() {
    assertTrue(failure(byMetadata(PAID)).startsWith("unknown_pack: no metadata.pack"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "1e3", "two", "1000000", "99999999999999999999", "٣"})
  void a_quantity_that_nobody_can_buy_fails(String quantity) {
    assertTrue(failure(byMetadata(PAID.pack("small").metadata("quantity", quantity))).startsWith("invalid_quantity: "));
  }

  @Test
  void a_session_that_only_sets_up_is_ignored() {
    assertEquals(new Translation.Ignored("mode_setup"), byMetadata(PAID.with("mode", "setup")));
  }

  @Test
  void a_session_that_sells_a_subscription_says_whose_it_is() {
    var session = PAID.with("mode", "subscription").with("subscription", "sub_1").with("invoice", "in_1");
    assertEquals(
        new Translated(Optional.of("cus_1"), List.of("cs_1", "pi_1", "in_1", "sub_1"),
            List.of(new Notice.Linked("acme"), new Notice.Alias(Set.of("cs_1", "pi_1", "in_1")))),
        byMetadata(session));
  }

  @Test
  void a_session_whose_invoice_stands_for_the_same_money_sells_nothing_itself() {
    var expanded = PAID.pack("small").session().deepCopy();
    expanded.putObject("invoice").put("id", "in_1");
    for (var event : List.of(PAID.pack("small").with("invoice", "in_1"),
        new SessionEvent("evt_1", SessionEvent.COMPLETED, expanded, false)))
      assertEquals(
          List.of(new Notice.Linked("acme"), new Notice.Alias(Set.of("cs_1", "pi_1", "in_1"))),
          translated(byMetadata(event)).notices());
  }

  @Test
  void the_customer_is_the_reference_before_anything_in_the_metadata() {
    var all = PAID.pack("small").metadata("customer", "second").metadata("tollkeeper_customer", "third");
    assertEquals("acme", customer(all));
    assertEquals("second", customer(all.without("client_reference_id")));
    assertEquals("third",
        customer(PAID.pack("small").without("client_reference_id").metadata("tollkeeper_customer", "third")));
  }

  @Test
  void a_reference_that_no_customer_can_have_gives_way_to_the_metadata() {
    var session = PAID.pack("small").with("client_reference_id", "a b");
    assertEquals("second", customer(session.metadata("customer", "second")));
    assertEquals("third", customer(session.metadata("customer", "c d").metadata("tollkeeper_customer", "third")));
  }

  @Test
  void what_a_buyer_can_write_into_the_address_of_a_payment_link_is_what_he_has_chosen() {
    var link = PAID.pack("small").with("payment_link", "plink_1");
    assertEquals(new Notice.Linked("acme", true), translated(byMetadata(link)).notices().getFirst());
    for (var said : List.of(link.metadata("customer", "acme"),
        link.without("client_reference_id").metadata("customer", "acme"), PAID.pack("small")))
      assertEquals(new Notice.Linked("acme"), translated(byMetadata(said)).notices().getFirst());
  }

  @Test
  void a_session_that_names_nobody_is_told_all_the_same() {
    var translated = translated(byMetadata(PAID.pack("small").without("client_reference_id")));
    assertTrue(translated.notices().stream().noneMatch(Notice.Linked.class::isInstance));
    assertEquals(Optional.empty(), payment(translated).customer());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "..", "stripe:cs_1", "plan:x", "tk:x", "a/b", "Zoë", "a\u0000b"})
  void a_reference_that_no_customer_can_have_fails(String reference) {
    for (var mode : List.of("payment", "subscription"))
      assertTrue(failure(byMetadata(PAID.pack("small").with("mode", mode).with("client_reference_id", reference)))
          .startsWith("invalid_reference: "));
  }

  @Test
  void a_guest_pays_in_the_name_of_the_session() {
    assertEquals(Optional.of("cs_1"), translated(byMetadata(PAID.pack("small").without("customer"))).payer());
    assertEquals(Optional.of("cs_1"), translated(byMetadata(PAID.pack("small").with("customer", "odd/id|"))).payer());
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

  private static Translation byMetadata(SessionEvent event) {
    return StripeTranslator.translate(event.parsed(), false);
  }

  private static Translation byLines(SessionEvent event, PricedLine... lines) {
    var list = JsonNodeFactory.instance.objectNode().put("has_more", false);
    var data = list.putArray("data");
    for (var line : lines) {
      var item = data.addObject().put("id", "li_" + (data.size() - 1)).put("amount_total", 1000);
      if (!line.price().isEmpty()) item.putObject("price").put("id", line.price());
      if (line.quantity() >= 0) item.put("quantity", line.quantity());
    }
    return StripeTranslator.translate(event.parsed().with("line_items", list), true);
  }

  private static String customer(SessionEvent event) {
    return translated(byMetadata(event)).notices().stream()
        .flatMap(notice -> notice instanceof Notice.Linked(var customer, var _) ? Stream.of(customer) : Stream.empty())
        .findFirst().orElseThrow();
  }

  private static Payment payment(Translation translation) {
    return assertInstanceOf(Payment.class, translated(translation).notices().getLast());
  }

  private static Translated translated(Translation translation) {
    return assertInstanceOf(Translated.class, translation);
  }

  private static String failure(Translation translation) {
    return assertInstanceOf(Translation.Failed.class, translation).reason();
  }
}
