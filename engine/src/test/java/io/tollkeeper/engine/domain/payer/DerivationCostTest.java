package io.tollkeeper.engine.domain.payer;

import static io.tollkeeper.engine.domain.payer.Goods.linked;
import static io.tollkeeper.engine.domain.payer.Goods.micros;
import static io.tollkeeper.engine.domain.payer.Goods.packLine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.payer.Notice.Payment;
import io.tollkeeper.engine.domain.payer.Notice.Refund;

/** What follows from a long history is worked out in a time that grows with it, not with its square. */
final class DerivationCostTest {

  private static final int SALES = 2_000;
  private static final int MORE = 5;
  private static final Duration BOUND = Duration.ofSeconds(5);

  @Test
  void every_sale_of_a_long_history_was_refunded_in_part() {
    var begin = System.nanoTime();
    var story = new PayerStory();
    story.tell(linked());
    story.tell(all(0, SALES, DerivationCostTest::sale));
    story.tell(all(0, SALES, DerivationCostTest::refund));
    for (int i = SALES; i < SALES + MORE; i++)
      story.tell(all(i, i + 1, number -> Stream.concat(sale(number), refund(number))));
    var time = Duration.ofNanos(System.nanoTime() - begin);
    assertEquals(2 * (SALES + MORE), story.keys().size());
    assertEquals(micros(50), story.reversed("stripe:cs_" + (SALES + MORE - 1) + ":small").refunded());
    assertTrue(time.compareTo(BOUND) < 0, () -> "it took " + time);
  }

  private static Notice[] all(int from, int to, IntFunction<Stream<Notice>> of) {
    return IntStream.range(from, to).mapToObj(of).flatMap(notices -> notices).toArray(Notice[]::new);
  }

  private static Stream<Notice> sale(int number) {
    return Stream.of(
        new Payment("cs_" + number, Goods.at("2026-04-01T00:00:00Z"), Payment.Phase.PAID, 100, "eur",
            List.of(packLine("li_1", "small", 1, 100)), Optional.empty(), Optional.empty()),
        Goods.alias("cs_" + number, "pi_" + number, "ch_" + number));
  }

  private static Stream<Notice> refund(int number) {
    return Stream.of(new Refund("re_" + number, Set.of("pi_" + number, "ch_" + number), 50, "eur",
        Refund.Phase.SUCCEEDED));
  }
}
