package io.tollkeeper.persistence.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.entity.Inbox;
import io.tollkeeper.engine.entity.Inbox.Count;
import io.tollkeeper.engine.entity.Inbox.Filter;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.Place;
import io.tollkeeper.engine.entity.Inbox.State;

/** What an inbox promises, wherever it is kept. */
abstract class InboxContract {

  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  /** An empty inbox that marks messages by {@link #CLOCK}. */
  abstract Inbox inbox();

  @Test
  void a_message_is_kept_as_it_came() {
    var message =
        message("evt_1", NOW.minusSeconds(5), "{\"ünï\": \"\\u0000\", \"long\": \"" + "x".repeat(400_000) + "\"}");
    assertEquals(message, join(inbox().keep(message)));
    assertEquals(Optional.of(message), join(inbox().find("acme", "evt_1")));
  }

  @Test
  void the_first_message_under_an_id_stays() {
    var first = message("evt_1", NOW, "first");
    join(inbox().keep(first));
    assertEquals(first, join(inbox().keep(message("evt_1", NOW.plusSeconds(9), "second"))));
    assertEquals(Optional.of(first), join(inbox().find("acme", "evt_1")));
  }

  @Test
  void of_many_messages_under_one_id_at_once_all_get_the_same_one() {
    var kept = IntStream.range(0, 40)
        .mapToObj(i -> CompletableFuture.supplyAsync(() -> join(inbox().keep(message("evt_1", NOW, "payload " + i)))))
        .toList().stream()
        .map(CompletableFuture::join).distinct().toList();
    assertEquals(1, kept.size());
    assertEquals(Optional.of(kept.getFirst()), join(inbox().find("acme", "evt_1")));
  }

  @Test
  void the_same_id_of_another_tenant_is_another_message() {
    var own = message("evt_1", NOW, "own");
    var others = new Message("other", "evt_1", "type", NOW, NOW, NOW, State.RECEIVED, "", "", "other's");
    join(inbox().keep(own));
    assertEquals(others, join(inbox().keep(others)));
    assertEquals(Optional.of(own), join(inbox().find("acme", "evt_1")));
    assertEquals(Optional.empty(), join(inbox().find("third", "evt_1")));
  }

  @Test
  void a_marked_message_says_how_far_it_got_and_when() {
    join(inbox().keep(message("evt_1", NOW.minusSeconds(5), "payload")));
    join(inbox().mark("acme", "evt_1", State.PARKED, "unknown_reference", "cus_1"));

    var marked = join(inbox().find("acme", "evt_1")).orElseThrow();

    assertEquals(State.PARKED, marked.state());
    assertEquals("unknown_reference", marked.reason());
    assertEquals("cus_1", marked.waitsFor());
    assertEquals(NOW, marked.touchedAt());
    assertEquals("payload", marked.payload());
  }

  @Test
  void a_message_that_is_not_there_cannot_be_marked() {
    assertThrows(CompletionException.class, () -> join(inbox().mark("acme", "evt_9", State.APPLIED, "", "")));
  }

  @Test
  void messages_parked_for_a_customer_come_oldest_first() {
    for (int i = 0; i < 5; i++) {
      join(inbox().keep(message("evt_" + i, NOW.minusSeconds(i), "")));
      join(inbox().mark("acme", "evt_" + i, State.PARKED, "why", i == 3 ? "c2" : "c1"));
    }
    join(inbox().mark("acme", "evt_2", State.APPLIED, "", "c1"));

    assertEquals(List.of("evt_4", "evt_1", "evt_0"), ids(inbox().waitingFor("acme", Set.of("c1"), 10)));
    assertEquals(List.of("evt_4", "evt_1"), ids(inbox().waitingFor("acme", Set.of("c1"), 2)));
    assertEquals(List.of("evt_4", "evt_3", "evt_1", "evt_0"),
        ids(inbox().waitingFor("acme", Set.of("c1", "c2", "c3"), 10)));
    assertEquals(List.of(), ids(inbox().waitingFor("acme", Set.of(), 10)));
    assertEquals(List.of(), ids(inbox().waitingFor("other", Set.of("c1"), 10)));
  }

  @Test
  void messages_in_some_states_come_in_the_order_in_which_they_were_touched() {
    var states = List.of(State.RECEIVED, State.APPLIED, State.FAILED);
    for (int i = 0; i < 3; i++)
      join(inbox().keep(message("evt_" + i, NOW.minus(Duration.ofMinutes(i)), "", states.get(i))));

    assertEquals(List.of("evt_2", "evt_0"),
        ids(inbox().in(List.of(State.RECEIVED, State.FAILED), NOW.plusSeconds(1), 10)));
    assertEquals(List.of("evt_2"), ids(inbox().in(List.of(State.RECEIVED, State.FAILED), NOW, 10)),
        "touched before, not at that instant");
    assertEquals(List.of("evt_2", "evt_1"), ids(inbox().in(List.of(State.values()), NOW.plusSeconds(1), 2)));
    assertEquals(List.of(), ids(inbox().in(List.of(), NOW.plusSeconds(1), 10)));
  }

  @Test
  void times_are_kept_to_the_microsecond() {
    var exact = NOW.plusNanos(123_456_789);
    var kept = join(inbox().keep(message("evt_1", exact, "")));
    assertEquals(NOW.plusNanos(123_456_000), kept.createdAt());
    assertEquals(Optional.of(kept), join(inbox().find("acme", "evt_1")));
  }

  @Test
  void messages_are_listed_with_those_that_came_last_first_and_without_their_payloads() {
    for (int i = 0; i < 6; i++)
      join(inbox().keep(message("evt_" + i, NOW.plusSeconds(i / 2), "payload")));
    join(inbox().keep(new Message("other", "evt_9", "type", NOW, NOW, NOW, State.RECEIVED, "", "", "other's")));
    var all = new Filter(Optional.empty(), Optional.empty());
    var page = join(inbox().list("acme", all, Optional.empty(), 3));
    assertEquals(List.of("evt_5", "evt_4", "evt_3"), page.stream().map(Message::id).toList());
    assertEquals("", page.getFirst().payload());
    var place = new Place(page.getLast().receivedAt(), page.getLast().id());
    assertEquals(List.of("evt_2", "evt_1", "evt_0"), ids(inbox().list("acme", all, Optional.of(place), 10)));
    assertEquals(List.of(), ids(inbox().list("nobody", all, Optional.empty(), 10)));
  }

  @Test
  void messages_are_listed_by_state_and_type() {
    for (int i = 0; i < 4; i++)
      join(inbox().keep(new Message("acme", "evt_" + i, i < 2 ? "a" : "b", NOW, NOW, NOW,
          i % 2 == 0 ? State.PARKED : State.FAILED, "", "", "")));
    var parked = Optional.of(State.PARKED);
    assertEquals(List.of("evt_2", "evt_0"),
        ids(inbox().list("acme", new Filter(parked, Optional.empty()), Optional.empty(), 10)));
    assertEquals(List.of("evt_1", "evt_0"),
        ids(inbox().list("acme", new Filter(Optional.empty(), Optional.of("a")), Optional.empty(), 10)));
    assertEquals(List.of("evt_0"),
        ids(inbox().list("acme", new Filter(parked, Optional.of("a")), Optional.empty(), 10)));
    assertEquals(List.of("evt_0"), ids(inbox().list("acme", new Filter(parked, Optional.empty()),
        Optional.of(new Place(NOW, "evt_2")), 10)));
  }

  @Test
  void messages_are_counted_by_tenant_and_state() {
    assertEquals(List.of(), join(inbox().counts()));
    for (int i = 0; i < 3; i++)
      join(inbox().keep(message("evt_" + i, NOW.minusSeconds(i), "", i == 0 ? State.APPLIED : State.PARKED)));
    join(inbox().keep(new Message("other", "evt_0", "type", NOW, NOW, NOW, State.PARKED, "", "", "")));
    assertEquals(
        Set.of(new Count("acme", State.APPLIED, 1, NOW), new Count("acme", State.PARKED, 2, NOW.minusSeconds(2)),
            new Count("other", State.PARKED, 1, NOW)),
        Set.copyOf(join(inbox().counts())));
  }

  private static Message message(String id, Instant at, String payload) {
    return message(id, at, payload, State.RECEIVED);
  }

  private static Message message(String id, Instant at, String payload, State state) {
    return new Message("acme", id, "invoice.paid", at, at, at, state, "", "", payload);
  }

  private static List<String> ids(CompletionStage<List<Message>> messages) {
    return join(messages).stream().map(Message::id).toList();
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
