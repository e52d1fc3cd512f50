package io.tollkeeper.engine.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import com.typesafe.config.ConfigFactory;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Command.PutSubscription.Status;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.Terms;
import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.engine.domain.payer.PayerKey;
import io.tollkeeper.engine.domain.payer.PayerView;
import io.tollkeeper.engine.entity.Payers.Progress;

/** Everything that goes between nodes because of payments arrives as it was sent. */
final class PayerWireTest {

  private static final ActorTestKit KIT = ActorTestKit.create(ConfigFactory.load());
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");
  private static final Period PERIOD = new Period(NOON, NOON.plusSeconds(9));

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  static Stream<Notice> notices() {
    return Stream.of(new Notice.Linked("acme"), new Notice.Unlinked(NOON), new Notice.Alias(Set.of("a", "b")),
        new Notice.Payment("in_1", NOON, Notice.Payment.Phase.PAID, 5, "eur",
            List.of(
                new Notice.Line("il_1", new Notice.Sold.Price("price_1"), 1, -5, Optional.of(PERIOD), true,
                    Optional.of("sub_1")),
                new Notice.Line("il_2", new Notice.Sold.NamedPack("small"), 1, 5, Optional.empty(), false,
                    Optional.empty())),
            Optional.of("sub_1"), Optional.of("acme")),
        new Notice.RefundedInAll("ch_1", 5, "eur"),
        new Notice.Refund("re_1", Set.of("ch_1"), 5, "eur", Notice.Refund.Phase.FAILED),
        new Notice.Dispute("dp_1", Set.of("ch_1"), NOON, 5, "eur", Notice.Dispute.Phase.LOST),
        new Notice.CreditNote("cn_1", "in_1", 5, "eur", Map.of("il_1", 5L), 1, true),
        new Notice.Subscription("sub_1", NOON, true, Notice.Subscription.Standing.TRIAL,
            List.of(new Notice.Subscription.Item("price_1", 2, PERIOD)), Optional.of(NOON), Optional.empty(),
            Map.of("status", "trialing"), Map.of("status", "incomplete")));
  }

  @ParameterizedTest
  @MethodSource("notices")
  void a_notice_arrives_as_it_was_sent(Notice notice) {
    var probe = KIT.<PayerEntity.Told>createTestProbe();
    check(new PayerEntity.Tell("m1", List.of(notice), probe.getRef()));
  }

  static Stream<Progress> progress() {
    return Stream.of(new Progress.Filled(), new Progress.NoCustomer("acme"), new Progress.Waiting("why", "cus_1"),
        new Progress.Ambiguous("sub_1"), new Progress.Refused("why"), new Progress.Unavailable("why"));
  }

  @ParameterizedTest
  @MethodSource("progress")
  void an_answer_arrives_as_it_was_sent(Progress progress) {
    check(new PayerEntity.Told(progress));
  }

  @Test
  void a_view_arrives_as_it_was_sent() {
    check(new PayerEntity.Look(KIT.<PayerEntity.Seen>createTestProbe().getRef()));
    check(new PayerEntity.Seen(Optional.empty()));
    check(new PayerEntity.Seen(Optional.of(new PayerView(Optional.of("acme"),
        List.of(new PayerView.Subscription("sub_1", Notice.Subscription.Standing.ACTIVE, NOON,
            List.of(new Notice.Subscription.Item("price_1", 2, new Period(NOON, NOON.plusSeconds(1)))),
            Optional.of(NOON), Optional.empty())),
        List.of(new PayerView.Payment("in_1", Notice.Payment.Phase.PAID, true)), List.of("stripe:in_1:il_1")))));
    check(PayerEntity.Stop.INSTANCE);
  }

  static Stream<Command> commands() {
    return Stream.of(
        new Command.PayPeriod("g", "sub_1", new Terms("pro", 3), new Credits(5), PERIOD, Command.PayPeriod.Kind.PART),
        new Command.Reverse("g", 3, new Credits(1), new Credits(2), new Credits(3), true),
        put(new Status.Active(Optional.of(NOON))), put(new Status.PastDue(NOON, Optional.empty())),
        put(new Status.Inactive()));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void a_command_arrives_as_it_was_sent(Command command) {
    var probe = KIT.<CustomerEntity.Response>createTestProbe();
    check(new CustomerEntity.Ask(new Request.Write(command), NOON, probe.getRef()));
  }

  @Test
  void a_payer_is_found_by_its_text() {
    var payer = new PayerKey("t1", "cus_1");
    assertEquals(payer, PayerKey.parse(payer.toString()));
  }

  private static Command put(Status status) {
    return new Command.PutSubscription("sub_1", 4, List.of(new Command.PutSubscription.Item("pro", 2)), PERIOD, status);
  }

  private static void check(Object message) {
    KIT.serializationTestKit().verifySerialization(message, true);
  }
}
