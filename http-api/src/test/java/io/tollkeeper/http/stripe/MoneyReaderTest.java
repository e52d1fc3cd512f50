package io.tollkeeper.http.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import io.tollkeeper.engine.domain.payer.Notice.Alias;
import io.tollkeeper.engine.domain.payer.Notice.CreditNote;
import io.tollkeeper.engine.domain.payer.Notice.Dispute;
import io.tollkeeper.engine.domain.payer.Notice.Line;
import io.tollkeeper.engine.domain.payer.Notice.Payment;
import io.tollkeeper.engine.domain.payer.Notice.Refund;
import io.tollkeeper.engine.domain.payer.Notice.RefundedInAll;
import io.tollkeeper.engine.domain.payer.Notice.Sold;
import io.tollkeeper.http.stripe.Translation.Translated;

final class MoneyReaderTest {

  private static final Set<String> BOTH = Set.of("pi_1", "ch_1");
  private static final String REFUND =
      "{'id':'re_1','amount':300,'currency':'usd','charge':'ch_1','payment_intent':'pi_1','status':'succeeded'}";
  private static final String DISPUTE =
      "{'id':'dp_1','amount':300,'currency':'usd','charge':{'id':'ch_1'},'payment_intent':'pi_1','status':'lost'}";
  private static final String NOTE = """
      {'id':'cn_1','invoice':'in_1','customer':'cus_1','amount':500,'currency':'usd','status':'issued',
       'lines':{'data':[{'invoice_line_item':'il_1','amount':200},{'invoice_line_item':'il_1','amount':100},
        {'type':'custom_line_item','amount':200}]},'refunds':[{'refund':'re_1','amount_refunded':100},
        {'refund':'re_2','amount_refunded':50}]}""";

  @Test
  void what_paid_an_invoice_is_found_by_the_invoice() {
    assertEquals(new Translated(Optional.empty(), List.of("in_1", "pi_1"), List.of(new Alias(Set.of("in_1", "pi_1")))),
        translated("invoice_payment.paid",
            "{'invoice':'in_1','payment':{'type':'payment_intent','payment_intent':'pi_1'}}"));
    assertEquals(List.of("in_1", "ch_1"),
        translated("invoice_payment.paid", "{'invoice':{'id':'in_1'},'payment':{'type':'charge','charge':'ch_1'}}")
            .references());
  }

  @ParameterizedTest
  @ValueSource(strings = {"succeeded", "pending", "captured", "updated", "failed", "expired"})
  void a_charge_has_other_names(String type) {
    assertEquals(
        new Translated(Optional.of("cus_1"), List.of("pi_1", "ch_1", "in_1"),
            List.of(new Alias(Set.of("pi_1", "ch_1", "in_1")))),
        translated("charge." + type, "{'id':'ch_1','customer':'cus_1','payment_intent':'pi_1','invoice':'in_1'}"));
    assertEquals(new Translated(Optional.empty(), List.of("ch_1"), List.of()),
        translated("charge." + type, "{'id':'ch_1','customer':null,'payment_intent':null}"));
  }

  @Test
  void a_refunded_charge_says_how_much_in_all_and_by_which_refunds() {
    assertEquals(
        List.of(new Alias(BOTH), new RefundedInAll("ch_1", 400, "usd"),
            new Refund("re_1", BOTH, 300, "usd", Refund.Phase.SUCCEEDED)),
        translated("charge.refunded", """
            {'id':'ch_1','payment_intent':'pi_1','currency':'usd','amount_refunded':400,'refunds':{'data':[%s]}}"""
            .formatted(REFUND)).notices());
  }

  @ParameterizedTest
  @CsvSource({"refund.created,pending,PENDING", "refund.updated,requires_action,PENDING",
    "refund.updated,succeeded,SUCCEEDED", "charge.refund.updated,failed,FAILED", "refund.updated,canceled,FAILED",
    "refund.failed,pending,FAILED"})
  void a_refund_is_as_far_as_its_status(String type, String status, Refund.Phase phase) {
    assertEquals(
        new Translated(Optional.empty(), List.of("pi_1", "ch_1"),
            List.of(new Alias(BOTH), new Refund("re_1", BOTH, 300, "usd", phase))),
        translated(type, REFUND.replace("succeeded", status)));
  }

  @ParameterizedTest
  @CsvSource({"warning_needs_response,INQUIRY", "warning_under_review,INQUIRY", "warning_closed,WON",
    "needs_response,OPEN", "under_review,OPEN", "won,WON", "prevented,WON", "charge_refunded,WON", "lost,LOST"})
  void a_dispute_is_as_far_as_its_status(String status, Dispute.Phase phase) {
    for (var type : List.of("created", "updated", "funds_withdrawn", "funds_reinstated", "closed"))
      assertEquals(
          new Translated(Optional.empty(), List.of("pi_1", "ch_1"), List.of(new Alias(BOTH),
              new Dispute("dp_1", BOTH, ObjectEvent.BEGIN, 300, "usd", phase))),
          translated("charge.dispute." + type, DISPUTE.replace("lost", status)));
  }

  @Test
  void a_credit_note_says_what_of_which_line_and_what_of_it_was_refunded() {
    assertEquals(
        new Translated(Optional.of("cus_1"), List.of("in_1"),
            List.of(new CreditNote("cn_1", "in_1", 500, "usd", Map.of("il_1", 300L), 150, false))),
        translated("credit_note.created", NOTE));
  }

  @Test
  void an_older_credit_note_was_refunded_as_a_whole_or_not_at_all() {
    var older = NOTE.replaceAll("'refunds':\\[[^]]*]", "'refund':'re_1'");
    assertEquals(500, note(translated("credit_note.created", older)).refunded());
    assertEquals(0, note(translated("credit_note.created", older.replace("'re_1'", "null"))).refunded());
  }

  @Test
  void a_credit_note_is_void_by_its_event_or_its_status() {
    assertTrue(note(translated("credit_note.voided", NOTE)).voided());
    assertTrue(note(translated("credit_note.updated", NOTE.replace("issued", "void"))).voided());
  }

  @Test
  void a_credit_note_that_holds_a_part_of_its_lines_is_completed_or_is_about_all() {
    var cut = ObjectEvent.of("evt_1", "credit_note.created", NOTE.replace("{'data'", "{'has_more':true,'data'"));
    assertEquals(new Translation.Incomplete("lines", "/v1/credit_notes/cn_1/lines"),
        StripeTranslator.translate(cut.parsed(), true));
    assertEquals(Map.of(), note(assertInstanceOf(Translated.class, cut.translated())).lines());
  }

  @Test
  void a_payment_intent_is_a_name() {
    for (var type : List.of("succeeded", "payment_failed", "canceled"))
      assertEquals(
          new Translated(Optional.of("cus_1"), List.of("pi_1", "ch_1"), List.of(new Alias(BOTH))),
          translated("payment_intent." + type, "{'id':'pi_1','customer':'cus_1','latest_charge':'ch_1'}"));
    assertEquals(List.of("pi_1", "in_1", "ch_1"), translated("payment_intent.succeeded",
        "{'id':'pi_1','customer':'cus_1','invoice':'in_1','charges':{'data':[{'id':'ch_1'}]}}").references());
  }

  @ParameterizedTest
  @CsvSource({"succeeded,PAID", "payment_failed,FAILED", "canceled,VOID"})
  void our_own_top_up_is_a_payment(String type, Payment.Phase phase) {
    var line = new Line("metadata", new Sold.NamedPack("small"), 2, 900, Optional.empty(), false, Optional.empty());
    assertEquals(
        List.of(new Payment("pi_1", ObjectEvent.BEGIN, phase, 900, "usd", List.of(line), Optional.empty(),
            Optional.of("acme"))),
        translated("payment_intent." + type, """
            {'id':'pi_1','customer':'cus_1','amount':900,'currency':'usd','metadata':{'tollkeeper_top_up':'t_1',
             'tollkeeper_customer':'acme','pack':'small','quantity':'2'}}""").notices());
  }

  @Test
  void what_cannot_be_read_fails() {
    for (var broken : List.of(ObjectEvent.of("e", "refund.created", REFUND.replace("re_1", "re 1")),
        ObjectEvent.of("e", "refund.created", REFUND.replace("succeeded", "unheard")),
        ObjectEvent.of("e", "refund.created", "{'id':'re_1','amount':1,'status':'succeeded'}"),
        ObjectEvent.of("e", "charge.dispute.closed", DISPUTE.replace("lost", "unheard")),
        ObjectEvent.of("e", "charge.dispute.closed", DISPUTE.replace("'amount':300", "'amount':'300'")),
        ObjectEvent.of("e", "charge.updated", "{}"), ObjectEvent.of("e", "invoice_payment.paid", "{}"),
        ObjectEvent.of("e", "credit_note.created", "{'id':'cn_1','amount':1}"),
        ObjectEvent.of("e", "payment_intent.succeeded", "{'id':'a/b'}")))
      assertTrue(assertInstanceOf(Translation.Failed.class, broken.translated(), broken::toString).reason()
          .startsWith("invalid_object: "));
  }

  private static CreditNote note(Translated translated) {
    return assertInstanceOf(CreditNote.class, translated.notices().getLast());
  }

  private static Translated translated(String type, String object) {
    return assertInstanceOf(Translated.class, ObjectEvent.of("evt_1", type, object).translated());
  }
}
