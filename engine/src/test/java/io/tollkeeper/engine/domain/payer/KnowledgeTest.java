package io.tollkeeper.engine.domain.payer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known depends on which notices came, never on their order or on how often they came. */
final class KnowledgeTest {

  private static final int NOTICES = 40;

  static LongStream seeds() {
    var pinned = Long.getLong("seed");
    return pinned != null ? LongStream.of(pinned) : LongStream.rangeClosed(1, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void any_order_and_any_repetition_give_the_same_knowledge(long seed) {
    var random = new Random(seed);
    var notices = new ArrayList<Notice>();
    for (int i = 0; i < NOTICES; i++)
      notices.add(notice(random));
    var known = learn(notices);
    for (var copy : List.copyOf(notices))
      if (random.nextInt(3) == 0) notices.add(copy);
    Collections.shuffle(notices, random);
    assertEquals(known, learn(notices));
    assertEquals(List.of(), Payer.NEW.evolve(Payer.NEW.news(Instant.EPOCH, "m", notices))
        .news(Instant.EPOCH, "m", notices));
  }

  @Test
  void only_the_first_link_stands() {
    var first = new Notice.Linked("acme");
    var second = new Notice.Linked("other");
    assertEquals(learn(List.of(first)), learn(List.of(first, second)));
    assertNotEquals(learn(List.of(first)), learn(List.of(second, first)));
  }

  private static Knowledge learn(List<Notice> notices) {
    var known = Knowledge.NONE;
    for (var notice : notices) {
      var learned = known.learn(notice);
      assertEquals(!learned.equals(known), known.isNews(notice));
      known = learned;
    }
    return known;
  }

  private static Notice notice(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> new Notice.Linked("acme", random.nextBoolean());
      case 1 -> new Notice.Unlinked(at(random));
      case 2 -> new Notice.Alias(names(random));
      case 3 -> new Notice.Payment("in_" + random.nextInt(2), at(random), any(random, Notice.Payment.Phase.values()),
          random.nextInt(3), "eur", lines(random), Optional.of("sub_1"), Optional.empty());
      case 4 -> new Notice.RefundedInAll("ch_" + random.nextInt(2), random.nextInt(5), "eur");
      case 5 -> new Notice.Refund("re_" + random.nextInt(2), names(random), random.nextInt(3), "eur",
          any(random, Notice.Refund.Phase.values()));
      case 6 -> random.nextBoolean()
          ? new Notice.Dispute("dp_" + random.nextInt(2), names(random), at(random), random.nextInt(3), "eur",
              any(random, Notice.Dispute.Phase.values()))
          : new Notice.CreditNote("cn_1", "in_1", random.nextInt(3), "eur",
              Map.of("il_" + random.nextInt(2), 1L, "il_2", (long) random.nextInt(2)), random.nextInt(2),
              random.nextInt(9) == 0);
      default -> subscription(random);
    };
  }

  private static Notice subscription(Random random) {
    var standings = Notice.Subscription.Standing.values();
    return new Notice.Subscription("sub_" + random.nextInt(2), at(random), random.nextInt(9) == 0,
        random.nextInt(9) == 0 ? Notice.Subscription.Standing.ENDED : standings[random.nextInt(standings.length - 1)],
        List.of(), Optional.empty(), Optional.empty(), Map.of("status", String.valueOf(random.nextInt(3))),
        random.nextBoolean() ? Map.of() : Map.of("status", String.valueOf(random.nextInt(3))));
  }

  private static List<Notice.Line> lines(Random random) {
    return random.nextBoolean() ? List.of() : List.of(Goods.packLine("il_1", "small", random.nextInt(3), 5));
  }

  private static Set<String> names(Random random) {
    return Set.of("pi_" + random.nextInt(4), "ch_" + random.nextInt(4));
  }

  private static Instant at(Random random) {
    return Instant.EPOCH.plusSeconds(random.nextInt(3));
  }

  private static <T> T any(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }
}
