package io.tollkeeper.http.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.http.stripe.Translation.Translated;

final class StripeTranslatorTest {

  @Test
  void other_events_are_ignored() {
    for (var type : List.of("plan.created", "invoice.upcoming", "charge.dispute.unheard", "something.unheard.of"))
      assertEquals(new Translation.Ignored(""), ObjectEvent.of("evt_1", type, "{'id':'x_1'}").translated());
  }

  @ParameterizedTest
  @CsvSource({"customer.created", "customer.updated"})
  void a_customer_at_stripe_may_say_who_it_is(String type) {
    assertEquals(
        new Translated(Optional.of("cus_1"), List.of(), List.of(new Notice.Linked("acme"))),
        ObjectEvent.of("evt_1", type, "{'id':'cus_1','metadata':{'customer':'other','tollkeeper_customer':'acme'}}")
            .translated());
    assertEquals(
        new Translated(Optional.of("cus_1"), List.of(), List.of(new Notice.Linked("acme"))),
        ObjectEvent.of("evt_1", type, "{'id':'cus_1','metadata':{'customer':'acme'}}").translated());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"{'id':'cus_1'}", "{'id':'cus_1','metadata':{}}",
    "{'id':'cus_1','metadata':{'customer':'no one'}}", "{'metadata':{'customer':'acme'}}",
    "{'id':'a/b','metadata':{'customer':'acme'}}"}, quoteCharacter = '#')
  void a_customer_that_says_nothing_of_use_is_ignored(String object) {
    assertEquals(new Translation.Ignored(""), ObjectEvent.of("evt_1", "customer.updated", object).translated());
  }

  @Test
  void a_customer_that_is_deleted_pays_for_nobody() {
    assertEquals(
        new Translated(Optional.of("cus_1"), List.of(), List.of(new Notice.Unlinked(ObjectEvent.BEGIN))),
        ObjectEvent.of("evt_1", "customer.deleted", "{'id':'cus_1','metadata':{'customer':'acme'}}").translated());
  }

  @Test
  void a_thin_event_says_where_its_object_is() {
    var thin = thin("v1.invoice.paid", "/v1/invoices/in_1");
    assertEquals(new Translation.Incomplete("", "/v1/invoices/in_1"), StripeTranslator.translate(thin, true));
    assertEquals(new Translation.Failed("thin_event: no STRIPE_API_KEY to ask for its object with"),
        StripeTranslator.translate(thin, false));
  }

  @Test
  void a_thin_event_that_means_nothing_is_not_asked_about() {
    assertEquals(new Translation.Ignored(""),
        StripeTranslator.translate(thin("v1.billing.meter.no_meter_found", "/v1/billing/meters/mtr_1"), true));
  }

  @Test
  void an_address_that_is_not_to_be_trusted_is_not_asked() {
    for (var address : List.of("", "https://example.com/v1/invoices/in_1", "/v1/../v2/x", "/v2/core/accounts/a_1",
        "/v1/invoices/in_1?expand[]=x"))
      assertTrue(StripeTranslator.translate(thin("v1.invoice.paid", address), true) instanceof Translation.Failed,
          address);
  }

  private static StripeEvent thin(String type, String address) {
    return StripeEvent.parse("""
        {"id":"evt_1","object":"v2.core.event","type":"%s","created":"2026-05-01T12:00:00.000Z","livemode":false,
         "related_object":{"id":"in_1","type":"invoice","url":"%s"}}""".formatted(type, address)).orElseThrow();
  }
}
