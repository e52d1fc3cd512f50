package io.tollkeeper.http.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.engine.domain.payer.Notice.Line;
import io.tollkeeper.engine.domain.payer.Notice.Payment;
import io.tollkeeper.engine.domain.payer.Notice.Payment.Phase;
import io.tollkeeper.engine.domain.payer.Notice.Sold;
import io.tollkeeper.http.stripe.Translation.Translated;

final class InvoiceReaderTest {

  private static final String TODAY = """
      {'id':'in_1','object':'invoice','customer':'cus_1','status':'paid','total':2380,'currency':'eur',
       'parent':{'type':'subscription_details','subscription_details':{'subscription':'sub_1',
         'metadata':{'customer':'acme'}}},
       'payments':{'data':[{'payment':{'type':'payment_intent','payment_intent':'pi_1'}},
         {'payment':{'type':'charge','charge':'ch_1'}}]},
       'lines':{'has_more':false,'data':[
         {'id':'il_1','amount':1500,'quantity':2,'period':{'start':1777636800,'end':1780315200},
          'pricing':{'type':'price_details','price_details':{'price':'price_pro'}},
          'parent':{'subscription_item_details':{'subscription':'sub_1','proration':false}}},
         {'id':'il_2','amount':-500,'quantity':null,'period':{'start':1777636800,'end':1780315200},
          'pricing':{'type':'price_details','price_details':{'price':'price_old'}},
          'parent':{'invoice_item_details':{'subscription':'sub_1','proration':true}}},
         {'id':'il_3','amount':1000,'quantity':1,'period':{'start':1777636800,'end':1777636800},
          'pricing':{'type':'price_details','price_details':{'price':'price_pack'}},'parent':null},
         {'id':'il_4','amount':7,'quantity':1,'pricing':null}]}}""";

  private static final String BEFORE = """
      {'id':'in_1','object':'invoice','customer':{'id':'cus_1','object':'customer'},'status':'paid','total':2380,
       'currency':'eur','subscription':'sub_1','payment_intent':{'id':'pi_1'},'charge':'ch_1',
       'subscription_details':{'metadata':{'tollkeeper_customer':'acme'}},
       'lines':{'has_more':false,'data':[
         {'id':'sli_9','unique_id':'il_1','amount':1500,'quantity':2,'period':{'start':1777636800,'end':1780315200},
          'price':{'id':'price_pro'},'plan':{'id':'price_pro'},'subscription':'sub_1','proration':false},
         {'id':'il_2','amount':-500,'period':{'start':1777636800,'end':1780315200},
          'plan':{'id':'price_old'},'subscription':{'id':'sub_1'},'proration':true},
         {'id':'il_3','amount':1000,'quantity':1,'period':{'start':1777636800,'end':1777636800},
          'price':'price_pack','subscription':null,'proration':false},
         {'id':'il_4','amount':7,'quantity':1,'price':null,'plan':null}]}}""";

  static final List<String> shapes = List.of(TODAY, BEFORE);

  @ParameterizedTest
  @FieldSource("shapes")
  void an_invoice_is_read_alike_in_both_shapes(String invoice) {
    var month = Optional.of(new Period(Instant.ofEpochSecond(1_777_636_800), Instant.ofEpochSecond(1_780_315_200)));
    var sub = Optional.of("sub_1");
    var lines = List.of(
        new Line("il_1", new Sold.Price("price_pro"), 2, 1500, month, false, sub),
        new Line("il_2", new Sold.Price("price_old"), 1, -500, month, true, sub),
        new Line("il_3", new Sold.Price("price_pack"), 1, 1000, Optional.empty(), false, Optional.empty()));
    assertEquals(
        new Translated(Optional.of("cus_1"), List.of("in_1", "pi_1", "ch_1", "sub_1"),
            List.of(new Notice.Linked("acme"), new Notice.Alias(Set.of("in_1", "pi_1", "ch_1")),
                new Payment("in_1", ObjectEvent.BEGIN, Phase.PAID, 2380, "eur", lines, sub, Optional.empty()))),
        ObjectEvent.of("evt_1", "invoice.paid", invoice).translated());
  }

  @ParameterizedTest
  @CsvSource({"paid,paid,PAID", "payment_succeeded,paid,PAID", "payment_failed,open,FAILED", "payment_failed,paid,PAID",
    "voided,void,VOID", "marked_uncollectible,uncollectible,VOID", "finalized,open,OPEN", "created,draft,OPEN",
    "updated,open,OPEN", "updated,paid,PAID", "updated,void,VOID"})
  void an_invoice_is_as_far_as_its_status(String type, String status, Phase phase) {
    var event =
        ObjectEvent.of("evt_1", "invoice." + type, TODAY.replace("'status':'paid'", "'status':'" + status + "'"));
    assertEquals(phase, payment(event.translated()).phase());
  }

  @ParameterizedTest
  @CsvSource({"paid,false,PAID", "payment_failed,false,FAILED", "payment_failed,true,PAID", "created,false,OPEN",
    "voided,false,VOID"})
  void an_invoice_without_a_status_is_as_far_as_its_event(String type, String paid, Phase phase) {
    var event = ObjectEvent.of("evt_1", "invoice." + type, TODAY.replace("'status':'paid'", "'paid':" + paid));
    assertEquals(phase, payment(event.translated()).phase());
  }

  @Test
  void the_lines_that_a_paid_invoice_does_not_hold_are_asked_for() {
    var cut = ObjectEvent.of("evt_1", "invoice.paid", TODAY.replace("'has_more':false", "'has_more':true"));
    assertEquals(new Translation.Incomplete("lines", "/v1/invoices/in_1/lines"),
        StripeTranslator.translate(cut.parsed(), true));
    assertEquals(new Translation.Failed("invoice_truncated: no STRIPE_API_KEY to ask for the other lines with"),
        cut.translated());
    var open = ObjectEvent.of("evt_1", "invoice.created",
        TODAY.replace("'has_more':false", "'has_more':true").replace("'paid'", "'draft'"));
    assertEquals(Phase.OPEN, payment(open.translated()).phase());
  }

  @Test
  void lines_that_share_an_id_are_told_apart() {
    var line = "{'id':'sub_1','amount':1,'plan':{'id':'p'}}";
    var event = ObjectEvent.of("evt_1", "invoice.paid",
        "{'id':'in_1','paid':true,'lines':{'data':[" + line + "," + line + ",{'plan':{'id':'p'}}]}}");
    assertEquals(List.of("sub_1", "sub_1_1", "line_2"),
        payment(event.translated()).lines().stream().map(Line::id).toList());
  }

  @Test
  void an_invoice_without_a_sane_id_fails() {
    for (var invoice : List.of("{}", "{'id':'in 1'}", "{'id':17}"))
      assertEquals(new Translation.Failed("invalid_object: the invoice has no usable id"),
          ObjectEvent.of("evt_1", "invoice.paid", invoice).translated());
  }

  private static Payment payment(Translation translation) {
    return assertInstanceOf(Payment.class,
        assertInstanceOf(Translated.class, translation).notices().getLast());
  }
}
