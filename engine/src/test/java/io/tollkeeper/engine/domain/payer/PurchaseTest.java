package io.tollkeeper.engine.domain.payer;

import static io.tollkeeper.engine.domain.payer.Goods.LARGE;
import static io.tollkeeper.engine.domain.payer.Goods.SMALL;
import static io.tollkeeper.engine.domain.payer.Goods.catalogue;
import static io.tollkeeper.engine.domain.payer.Goods.linked;
import static io.tollkeeper.engine.domain.payer.Goods.micros;
import static io.tollkeeper.engine.domain.payer.Goods.packLine;
import static io.tollkeeper.engine.domain.payer.Goods.paid;
import static io.tollkeeper.engine.domain.payer.Goods.session;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Pack;
import io.tollkeeper.engine.domain.Term;
import io.tollkeeper.engine.domain.payer.Notice.Payment;
import io.tollkeeper.engine.domain.payer.Notice.Payment.Phase;

final class PurchaseTest {

  private static final List<Obstacle> NOTHING = List.of();

  private final PayerStory story = new PayerStory();

  @Test
  void a_paid_session_brings_one_grant_for_each_pack() {
    assertEquals(NOTHING, story.tell(linked(), session(Phase.PAID, 500, packLine("li_1", "small", 2, 200),
        packLine("li_2", "large", 1, 200), packLine("li_3", "small", 1, 100))));
    assertEquals(new Command.AddGrant("stripe:cs_1:small", micros(300), GrantKind.PAID, 20, Optional.empty(),
        Optional.of(new Command.Expiry.After(Term.parse("P1Y").orElseThrow())), Set.of("chat"),
        "stripe:checkout_session:cs_1", ""), story.ordered("stripe:cs_1:small"));
    assertEquals(micros(1_001), story.credits("stripe:cs_1:large"));
  }

  @Test
  void a_session_waits_for_its_money_and_for_its_customer() {
    var line = packLine("li_1", "small", 1, 100);
    assertEquals(List.of(new Obstacle.Waiting("payment_pending", "cs_1")),
        story.tell(session(Phase.OPEN, 100, line)));
    assertEquals(List.of(new Obstacle.Waiting("unknown_reference", "guest_1")),
        story.tell(session(Phase.PAID, 100, line)));
    assertEquals(NOTHING, story.tell(linked()));
    assertEquals(micros(100), story.credits("stripe:cs_1:small"));
  }

  @Test
  void a_session_that_was_not_paid_for_brings_nothing() {
    assertEquals(NOTHING, story.tell(linked(), session(Phase.VOID, 100, packLine("li_1", "small", 1, 100))));
    assertEquals(List.of(), story.keys());
  }

  @Test
  void a_session_brings_all_or_nothing() {
    var session = session(Phase.PAID, 300, packLine("li_1", "small", 1, 100), packLine("li_2", "huge", 1, 200));
    assertEquals(List.of(new Obstacle.Refused("unknown_price: price_huge")), story.tell(linked(), session));
    assertEquals(List.of(), story.keys());
    var huge = new Pack("huge", Set.of("price_huge"), micros(9), Optional.empty(), 1,
        Set.of(), Map.of());
    story.publish(catalogue(2, List.of(), List.of(SMALL, huge)));
    assertEquals(NOTHING, story.tell(session));
    assertEquals(micros(9), story.credits("stripe:cs_1:huge"));
  }

  @Test
  void what_a_session_was_first_turned_into_stands() {
    var session = session(Phase.PAID, 100, packLine("li_1", "small", 1, 100));
    story.tell(linked(), session);
    var renamed = new Pack("renamed", Set.of("price_small"), micros(9), Optional.empty(),
        1, Set.of(), Map.of());
    story.publish(catalogue(2, List.of(), List.of(renamed, LARGE)));
    assertEquals(NOTHING, story.tell(session));
    assertEquals(List.of("stripe:cs_1:small"), story.keys());
  }

  @Test
  void a_pack_may_be_named() {
    var line = new Notice.Line("li_1", new Notice.Sold.NamedPack("small"), 2, 0, Optional.empty(), false,
        Optional.empty());
    story.tell(linked(), session(Phase.PAID, 100, line));
    assertEquals(micros(200), story.credits("stripe:cs_1:small"));
    var unknown = new Notice.Line("li_1", new Notice.Sold.NamedPack("gone"), 2, 0, Optional.empty(), false,
        Optional.empty());
    assertEquals(List.of(new Obstacle.Refused("unknown_pack: gone")), story.tell(new Payment("cs_2", Instant.EPOCH,
        Phase.PAID, 100, "eur", List.of(unknown), Optional.empty(), Optional.empty())));
  }

  @Test
  void a_top_up_brings_its_pack() {
    story.tell(linked(), new Payment("pi_1", Instant.EPOCH, Phase.PAID, 100, "eur",
        List.of(packLine("li_1", "large", 1, 100)), Optional.empty(), Optional.empty()));
    assertEquals("stripe:payment_intent:pi_1",
        ((Command.AddGrant) story.ordered("stripe:pi_1:large")).source());
  }

  @Test
  void a_pack_on_an_invoice_is_granted_by_its_line() {
    story.tell(linked(), paid("in_1", packLine("il_1", "small", 3, 300), packLine("il_2", "small", 1, 0)));
    assertEquals(micros(300), story.credits("stripe:in_1:il_1:small"));
    assertEquals(micros(100), story.credits("stripe:in_1:il_2:small"));
    assertEquals("stripe:invoice:in_1", ((Command.AddGrant) story.ordered("stripe:in_1:il_1:small")).source());
  }

  @Test
  void more_than_an_amount_can_be_is_refused() {
    assertEquals(List.of(new Obstacle.Refused("amount_too_large")),
        story.tell(linked(), session(Phase.PAID, 100, packLine("li_1", "small", Long.MAX_VALUE, 100))));
    assertEquals(List.of(new Obstacle.Refused("amount_too_large")),
        story.tell(paid("in_1", packLine("il_1", "small", Long.MAX_VALUE, 100))));
  }

  @Test
  void the_first_link_stands_and_a_payment_that_names_its_customer_goes_there() {
    assertEquals(NOTHING, story.tell(linked()));
    assertEquals(List.of(new Obstacle.Refused("link_conflict: other")),
        story.tell(new Notice.Linked("other"), new Payment("cs_2", Instant.EPOCH, Phase.PAID, 100, "eur",
            List.of(packLine("li_1", "small", 1, 100)), Optional.empty(), Optional.of("other"))));
    assertEquals("other", story.customer("stripe:cs_2:small"));
    story.tell(session(Phase.PAID, 100, packLine("li_1", "small", 1, 100)));
    assertEquals("acme", story.customer("stripe:cs_1:small"));
  }

  @Test
  void what_was_paid_before_the_provider_forgot_the_payer_still_belongs_to_its_customer() {
    var end = Goods.at("2026-04-01T00:00:00Z");
    story.tell(linked(), new Notice.Unlinked(end));
    assertEquals(NOTHING, story.tell(session(Phase.PAID, 100, packLine("li_1", "small", 1, 100))));
    assertEquals("acme", story.customer("stripe:cs_1:small"));
    assertEquals(List.of(new Obstacle.Waiting("unknown_reference", "guest_1")),
        story.tell(forgotten(end.plusSeconds(1))));
    story.tell(forgotten(end.plusSeconds(2)));
    assertEquals(List.of(), story.payer().placed("cs_2"));
    assertEquals(NOTHING, story.tell(forgotten(end)));
    assertEquals("acme", story.customer("stripe:cs_2:small"));
  }

  private static Payment forgotten(Instant at) {
    return new Payment("cs_2", at, Phase.PAID, 100, "eur", List.of(packLine("li_1", "small", 1, 100)),
        Optional.empty(), Optional.empty());
  }
}
