package io.tollkeeper.config.stripe.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import io.tollkeeper.config.kit.NodeSetup;

/**
 * Whatever order Stripe's events come in, and however often each: a story has one end. One seed again, or more orders:
 * {@code mvn verify -pl cluster-config -am -Dtest=none -Dit.test=EveryOrderIT -Dseed=7 -Dorders=500}.
 */
final class EveryOrderIT {

  private static final long SEED = Long.getLong("seed", 1);
  private static final int ORDERS = Integer.getInteger("orders", 25);
  private static final int AT_ONCE = 8;

  @TempDir
  private static Path directory;

  private static WholeNode node;
  private static ExecutorService threads;

  @BeforeAll
  static void start() {
    node = WholeNode.start(NodeSetup.in(directory), Shop.TOLD);
    threads = Executors.newFixedThreadPool(AT_ONCE);
    Shop.publish(node.api());
  }

  @AfterAll
  static void stop() {
    threads.shutdownNow();
    node.close();
  }

  static Stream<Story> stories() {
    return Stories.all();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void every_order_of_events_has_one_end(Story story) {
    var recording = story.record();
    var natural = Order.natural(recording.size());
    var idle = new Telling(node, name(story, "idle")).tell(recording.today(), natural, List.of());
    assertEquals(story.end(), idle.summary());
    var worked = new Telling(node, name(story, "worked")).tell(recording.today(), natural, recording.work());
    assertEquals(story.worked(), worked.net().toPlainString());
    var orders = Order.some(recording.size(), ORDERS, SEED);
    var tellings = new ArrayList<CompletableFuture<Void>>();
    for (int i = 0; i < orders.size(); i++) {
      var number = i;
      // All four ways of each are too many: each order has one, and each way a quarter of them.
      var events = number % 2 == 0 ? recording.today() : recording.older();
      var work = number / 2 % 2 == 0 ? List.<Work>of() : recording.work();
      tellings.add(CompletableFuture.runAsync(() -> {
        var end = new Telling(node, name(story, "o" + number)).tell(events, orders.get(number), work);
        if (work.isEmpty()) assertEquals(idle, end, () -> "order " + number + " of seed " + SEED);
        else
          assertEquals(worked.whateverWasSpent(), end.whateverWasSpent(),
              () -> "order " + number + " of seed " + SEED + ", with work");
      }, threads));
    }
    tellings.forEach(CompletableFuture::join);
    System.out.printf("%s: %d events, %d orders, %d deliveries%n", story, recording.size(), orders.size(),
        orders.stream().mapToInt(order -> order.events().size()).sum());
  }

  private static String name(Story story, String run) {
    return Integer.toHexString(story.name().hashCode()) + run;
  }
}
