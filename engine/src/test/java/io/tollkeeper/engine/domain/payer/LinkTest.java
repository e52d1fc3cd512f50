package io.tollkeeper.engine.domain.payer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.Command;

/** Whom a payer pays for is told to whom it pays for. */
final class LinkTest {

  private static final Notice ACME = new Notice.Linked("acme");

  @Test
  void the_customer_is_told_who_pays_for_it() {
    var story = new PayerStory("cus_1");
    assertEquals(List.of(), story.tell(ACME));
    assertEquals(new Command.LinkPayer("cus_1"), story.ordered("link:cus_1"));
    assertEquals("acme", story.customer("link:cus_1"));
  }

  @Test
  void only_the_first_customer_is() {
    var story = new PayerStory("cus_1");
    story.tell(ACME, new Notice.Linked("other"), ACME);
    assertEquals(List.of("link:cus_1"), story.keys());
    assertEquals("acme", story.customer("link:cus_1"));
  }

  @Test
  void what_a_buyer_has_chosen_himself_is_told_once_somebody_knows_it() {
    var story = new PayerStory("cus_1");
    assertEquals(List.of(), story.tell(new Notice.Linked("acme", true)));
    assertEquals(List.of(), story.keys());
    story.tell(new Notice.Linked("other"));
    assertEquals(List.of(), story.keys());
    story.tell(ACME);
    assertEquals("acme", story.customer("link:cus_1"));
  }

  @Test
  void a_guest_is_nobody_to_be_asked_again() {
    var story = new PayerStory("cs_1");
    story.tell(ACME);
    assertEquals(List.of(), story.keys());
  }

  @Test
  void it_is_open_as_long_as_the_customer_is_away() {
    var story = new PayerStory("cus_1");
    story.customersAreAway();
    story.tell(ACME);
    var subject = story.payer().subject(List.of(ACME));
    assertEquals(List.of("link:cus_1"), story.payer().open(subject).stream().map(Order::key).toList());
    story.customersAreBack();
    assertEquals(List.of(), story.payer().open());
  }
}
