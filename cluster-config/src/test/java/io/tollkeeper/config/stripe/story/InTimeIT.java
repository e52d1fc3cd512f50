package io.tollkeeper.config.stripe.story;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import io.tollkeeper.config.kit.NodeSetup;
import io.tollkeeper.config.stripe.MovableClock;

/** Events that come when it happens what they tell of leave behind what they leave behind when they all come weeks later. */
final class InTimeIT {

  private static final Instant BEGINNING = Instant.parse("2026-11-01T00:00:00Z");
  // Stripe collects a renewal about an hour after the period has ended.
  private static final Duration DELAY = Duration.ofHours(1);

  @TempDir
  private Path directory;

  /** An event of a story. */
  private record Event(Telling telling, Instant created, String text) {}

  @Test
  void events_in_time_have_the_end_that_late_ones_have() {
    var clock = new MovableClock(BEGINNING);
    try (var node = WholeNode.start(NodeSetup.in(directory), clock)) {
      Shop.publish(node.api());
      var events = new ArrayList<Event>();
      var tellings = new LinkedHashMap<Story, Telling>();
      Stories.all().forEach(story -> {
        var telling = new Telling(node, "t" + tellings.size());
        tellings.put(story, telling);
        Shop.welcome(node.api(), telling.customer());
        story.record().today()
            .forEach(event -> events.add(new Event(telling, WholeNode.created(event), telling.own(event))));
      });
      events.sort(Comparator.comparing(Event::created));
      for (var event : events) {
        clock.moveTo(event.created().plus(DELAY));
        node.deliver(event.text());
      }
      clock.moveTo(Shop.TOLD);
      events.forEach(event -> node.awaitOver(WholeNode.id(event.text()), ""));
      assertAll(tellings.entrySet().stream().map(entry -> () -> check(node, entry)));
    }
  }

  private static void check(WholeNode node, Map.Entry<Story, Telling> told) {
    var telling = told.getValue();
    assertEquals(told.getKey().end(),
        EndState.read(node.api(), telling.customer(), telling::theirs).summary(), told.getKey().name());
  }
}
