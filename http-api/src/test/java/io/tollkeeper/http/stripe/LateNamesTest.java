package io.tollkeeper.http.stripe;

import static io.tollkeeper.http.stripe.SessionEvent.completed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.engine.domain.payer.PayerKey;
import io.tollkeeper.engine.entity.Inbox.State;

/** Events that do not say whose they are find their payer by their names, in every order. */
final class LateNamesTest {

  private static final ObjectEvent INVOICE = ObjectEvent.of("evt_in", "invoice.paid", """
      {'id':'in_1','customer':'cus_1','status':'paid','total':1000,'currency':'usd','metadata':{'customer':'acme'},
       'lines':{'data':[{'id':'il_1','amount':1000,'price':{'id':'price_s'}}]}}""");
  private static final ObjectEvent PAYMENT = ObjectEvent.of("evt_ip", "invoice_payment.paid",
      "{'invoice':'in_1','payment':{'type':'payment_intent','payment_intent':'pi_1'}}");
  private static final ObjectEvent CHARGE = ObjectEvent.of("evt_ch", "charge.updated",
      "{'id':'ch_1','customer':null,'payment_intent':'pi_1'}");
  private static final ObjectEvent REFUND = ObjectEvent.of("evt_re", "refund.created",
      "{'id':'re_1','amount':300,'currency':'usd','charge':'ch_1','payment_intent':'pi_1','status':'succeeded'}");
  private static final ObjectEvent DISPUTE = ObjectEvent.of("evt_dp", "charge.dispute.created",
      "{'id':'dp_1','amount':700,'currency':'usd','charge':'ch_1','status':'needs_response'}");

  private final Shop shop = Shop.byMetadata();

  @Test
  void a_refund_is_found_when_what_paid_the_invoice_is_known_last() {
    shop.createCustomer();
    assertEquals(State.PARKED, shop.deliver(REFUND));
    assertEquals("unknown_reference pi_1",
        shop.message("evt_re").reason() + ' ' + shop.message("evt_re").waitsFor());
    assertEquals(State.APPLIED, shop.deliver(INVOICE));
    assertEquals(State.PARKED, shop.message("evt_re").state());
    assertEquals(State.APPLIED, shop.deliver(PAYMENT));
    assertEquals(State.APPLIED, shop.message("evt_re").state());
    assertTrue(shop.payers.told("cus_1").stream().anyMatch(Notice.Refund.class::isInstance));
  }

  @Test
  void every_order_ends_with_everything_told_to_the_payer() {
    var orders = permutations(List.of(INVOICE, PAYMENT, CHARGE, REFUND, DISPUTE));
    assertEquals(120, orders.size());
    for (var order : orders) {
      var other = Shop.byMetadata();
      other.createCustomer();
      order.forEach(other::deliver);
      for (var event : order)
        assertEquals(State.APPLIED, other.message(event.id()).state(), () -> event.id() + " of " + order);
      assertEquals("7", other.credits());
      assertEquals(Set.of("cus_1"),
          Set.copyOf(other.payers.told().stream().map(told -> told.payer().payer()).toList()));
    }
  }

  @Test
  void the_money_of_a_guest_is_found_by_the_session() {
    shop.createCustomer();
    shop.deliver(DISPUTE);
    shop.deliver(REFUND);
    shop.deliver(CHARGE);
    shop.deliver(completed("evt_cs", "cs_1").without("customer").with("payment_intent", "pi_1").pack("small"));
    for (var id : List.of("evt_dp", "evt_re", "evt_ch", "evt_cs"))
      assertEquals(State.APPLIED, shop.message(id).state(), id);
    assertEquals(Set.of(new PayerKey(shop.tenant, "cs_1")),
        Set.copyOf(shop.payers.told().stream().map(ActorPayers.Told::payer).toList()));
  }

  @Test
  void a_name_that_is_learned_while_an_event_is_being_parked_is_not_missed() {
    shop.createCustomer();
    shop.deliver(INVOICE);
    shop.references.afterNextLook(() -> shop.deliver(PAYMENT));
    assertEquals(State.APPLIED, shop.deliver(REFUND));
  }

  @Test
  void what_waits_for_a_link_goes_on_when_another_event_brings_it() {
    shop.createCustomer();
    assertEquals(State.PARKED, shop.deliver(
        ObjectEvent.of("evt_1", "customer.subscription.updated", """
            {'id':'sub_1','customer':'cus_1','status':'active','plan':{'id':'price_s'},'current_period_start':1777636800,
             'current_period_end':1780315200}""")));
    assertEquals("unknown_reference cus_1", shop.message("evt_1").reason() + ' ' + shop.message("evt_1").waitsFor());
    shop.deliver(ObjectEvent.of("evt_2", "customer.updated", "{'id':'cus_1','metadata':{'customer':'acme'}}"));
    assertEquals(State.APPLIED, shop.message("evt_1").state());
  }

  @Test
  void a_link_that_only_the_roster_knows_is_told_with_the_next_event() {
    shop.createCustomer();
    shop.roster.link("cus_9", "acme");
    assertEquals(State.APPLIED, shop.deliver(ObjectEvent.of("evt_1", "charge.succeeded",
        "{'id':'ch_9','customer':'cus_9','payment_intent':'pi_9'}")));
    assertEquals(new Notice.Linked("acme"), shop.payers.told("cus_9").getFirst());
    shop.deliver(ObjectEvent.of("evt_2", "customer.deleted", "{'id':'cus_9'}"));
    assertEquals(List.of(new Notice.Unlinked(ObjectEvent.BEGIN)), shop.payers.told().getLast().notices());
  }

  private static <T> List<List<T>> permutations(List<T> elements) {
    if (elements.isEmpty()) return List.of(List.of());
    var all = new ArrayList<List<T>>();
    for (var first : elements)
      for (var rest : permutations(elements.stream().filter(other -> !other.equals(first)).toList())) {
        var order = new ArrayList<>(List.of(first));
        order.addAll(rest);
        all.add(order);
      }
    return all;
  }
}
