package io.tollkeeper.engine.domain.payer;

import static io.tollkeeper.engine.domain.payer.Goods.APRIL;
import static io.tollkeeper.engine.domain.payer.Goods.MAY;
import static io.tollkeeper.engine.domain.payer.Goods.after;
import static io.tollkeeper.engine.domain.payer.Goods.alias;
import static io.tollkeeper.engine.domain.payer.Goods.dispute;
import static io.tollkeeper.engine.domain.payer.Goods.invoice;
import static io.tollkeeper.engine.domain.payer.Goods.linked;
import static io.tollkeeper.engine.domain.payer.Goods.packLine;
import static io.tollkeeper.engine.domain.payer.Goods.period;
import static io.tollkeeper.engine.domain.payer.Goods.planLine;
import static io.tollkeeper.engine.domain.payer.Goods.proration;
import static io.tollkeeper.engine.domain.payer.Goods.refund;
import static io.tollkeeper.engine.domain.payer.Goods.session;
import static io.tollkeeper.engine.domain.payer.Goods.subscription;
import static io.tollkeeper.engine.domain.payer.Goods.trialUntil;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.payer.Notice.Dispute;
import io.tollkeeper.engine.domain.payer.Notice.Payment.Phase;
import io.tollkeeper.engine.domain.payer.Notice.Refund;
import io.tollkeeper.engine.domain.payer.Notice.Subscription.Standing;

/** Whatever the order of the messages, and each delivered up to three times, the customers end up with the same. */
final class ConvergenceTest {

  private static final String TRIAL_END = "2026-04-01T00:00:00Z";
  private static final Period TRIAL = period("2026-03-18T00:00:00Z", TRIAL_END);
  private static final Period REST = period("2026-04-21T00:00:00Z", "2026-05-01T00:00:00Z");

  // A trial, a month, an upgrade inside it, a renewal that fails at first; a pack that is refunded in part, and then disputed.
  private static final List<List<Notice>> MESSAGES = List.of(
      List.of(linked()),
      List.of(invoice("in_0", Phase.PAID, "2026-03-18T00:00:00Z", planLine("il_0", "pro", 1, 0, TRIAL))),
      List.of(told("2026-03-18T00:00:00Z", Standing.TRIAL, "pro", TRIAL)),
      List.of(told(TRIAL_END, Standing.TRIAL, "pro", APRIL)),
      List.of(after(told(TRIAL_END, Standing.ACTIVE, "pro", APRIL), Map.of("status", "TRIAL"))),
      List.of(invoice("in_1", Phase.OPEN, TRIAL_END, planLine("il_1", "pro", 1, 1_000, APRIL))),
      List.of(alias("in_1", "pi_1", "ch_1"),
          invoice("in_1", Phase.PAID, "2026-04-01T01:00:00Z", planLine("il_1", "pro", 1, 1_000, APRIL))),
      List.of(told("2026-04-21T00:00:00Z", Standing.ACTIVE, "team", APRIL)),
      List.of(invoice("in_2", Phase.PAID, "2026-04-21T00:00:01Z", proration("il_2", "pro", 1, -333, REST),
          proration("il_3", "team", 1, 1_000, REST))),
      List.of(told("2026-05-01T00:00:00Z", Standing.ACTIVE, "team", MAY)),
      List.of(invoice("in_3", Phase.FAILED, "2026-05-01T01:00:00Z", planLine("il_4", "team", 1, 3_000, MAY))),
      List.of(told("2026-05-01T01:00:01Z", Standing.PAST_DUE, "team", MAY)),
      List.of(invoice("in_3", Phase.FAILED, "2026-05-04T01:00:00Z", planLine("il_4", "team", 1, 3_000, MAY))),
      List.of(refund("re_1", 300, Refund.Phase.PENDING), alias("ch_1", "pi_1")),
      List.of(refund("re_1", 300, Refund.Phase.SUCCEEDED)),
      List.of(new Notice.RefundedInAll("ch_1", 300, "eur")),
      List.of(new Notice.RefundedInAll("ch_1", 400, "eur")),
      List.of(refund("re_2", 100, Refund.Phase.FAILED)),
      List.of(session(Phase.OPEN, 300, packLine("li_1", "large", 1, 300))),
      List.of(session(Phase.PAID, 300, packLine("li_1", "large", 1, 300)), alias("cs_1", "pi_2")),
      List.of(alias("pi_2", "ch_2")),
      List.of(new Notice.Refund("re_3", Set.of("ch_2"), 100, "eur", Refund.Phase.SUCCEEDED)),
      List.of(dispute("2026-04-10T00:00:00Z", 700, Dispute.Phase.OPEN)),
      List.of(new Dispute("dp_2", Set.of("ch_2", "pi_2"), Goods.at("2026-04-11T00:00:00Z"), 200, "eur",
          Dispute.Phase.OPEN)),
      List.of(new Dispute("dp_2", Set.of("ch_2", "pi_2"), Goods.at("2026-04-12T00:00:00Z"), 200, "eur",
          Dispute.Phase.LOST)),
      List.of(new Notice.CreditNote("cn_1", "in_2", 100, "eur", Map.of("il_3", 100L), 0, false)));

  static LongStream seeds() {
    var pinned = Long.getLong("seed");
    return pinned != null ? LongStream.of(pinned) : LongStream.rangeClosed(1, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void every_order_of_messages_has_one_result(long seed) {
    check(MESSAGES, new Random(seed));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void every_order_has_one_result_whatever_was_bought(long seed) {
    var random = new Random(seed);
    check(AnyPayments.of(random), random);
  }

  private static void check(List<List<Notice>> all, Random random) {
    var expected = new PayerStory();
    all.forEach(message -> expected.tell(message.toArray(Notice[]::new)));
    var messages = new ArrayList<List<Notice>>();
    for (var message : all)
      messages.addAll(Collections.nCopies(1 + random.nextInt(3), message));
    Collections.shuffle(messages, random);
    var story = new PayerStory();
    for (var message : messages) {
      if (random.nextInt(5) == 0) story.customersAreAway();
      else story.customersAreBack();
      story.tell(message.toArray(Notice[]::new));
    }
    story.customersAreBack();
    // As text, because that is how a difference is seen best.
    assertEquals(String.join("\n", expected.outcome().values()), String.join("\n", story.outcome().values()));
  }

  private static Notice.Subscription told(String time, Standing standing, String plan, Period period) {
    return trialUntil(subscription(time, standing, plan, 1, period), TRIAL_END);
  }
}
