package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import com.fasterxml.jackson.databind.JsonNode;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.State;

class StripeEventsTest {

  private final ApiServer server = new ApiServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void events_are_listed_with_those_that_came_last_first() {
    for (int i = 0; i < 5; i++)
      keep("t1", "evt_" + i, "invoice.paid", State.APPLIED, i);
    keep("t2", "evt_x", "invoice.paid", State.APPLIED, 9);
    var first = server.get("/v1/stripe/events?limit=2");
    assertEquals(List.of("evt_4", "evt_3"), ids(first.json()));
    var second = server.get("/v1/stripe/events?limit=3&cursor=" + first.at("/next_cursor"));
    assertEquals(List.of("evt_2", "evt_1", "evt_0"), ids(second.json()));
    assertEquals(true, second.json().path("next_cursor").isNull());
  }

  @Test
  void events_are_listed_by_state_and_type() {
    keep("t1", "evt_1", "invoice.paid", State.PARKED, 1);
    keep("t1", "evt_2", "invoice.paid", State.FAILED, 2);
    keep("t1", "evt_3", "refund.created", State.PARKED, 3);
    assertEquals(List.of("evt_3", "evt_1"), ids(server.get("/v1/stripe/events?state=parked").json()));
    assertEquals(List.of("evt_1"), ids(server.get("/v1/stripe/events?state=parked&type=invoice.paid").json()));
    assertEquals(List.of(), ids(server.get("/v1/stripe/events?state=received").json()));
  }

  @Test
  void an_entry_says_how_far_the_event_got_and_not_what_it_says() {
    keep("t1", "evt_1", "invoice.paid", State.PARKED, 1);
    assertEquals(
        "{\"entries\":[{\"id\":\"evt_1\",\"type\":\"invoice.paid\",\"state\":\"parked\",\"reason\":\"why\","
            + "\"waits_for\":\"acme\",\"created_at\":\"2026-11-22T13:00:00Z\",\"received_at\":\"2026-11-22T14:00:01Z\","
            + "\"touched_at\":\"2026-11-22T14:00:00Z\"}],\"next_cursor\":null}",
        server.get("/v1/stripe/events").text());
  }

  @Test
  void one_event_is_shown_with_what_stripe_sent() {
    keep("t1", "evt_1", "invoice.paid", State.PARKED, 1);
    assertEquals("the payload", server.get("/v1/stripe/events/evt_1").at("/payload"));
    isNotFound(server.get("/v1/stripe/events/evt_2"));
  }

  @Test
  void an_event_is_replayed_and_shown_as_it_is_then() {
    keep("t1", "evt_1", "invoice.paid", State.FAILED, 1);
    var answer = server.post("/v1/stripe/events/evt_1/replay", "");
    assertEquals("200 applied", answer.status() + " " + answer.at("/state"));
    assertEquals(false, answer.json().has("payload"));
    isNotFound(server.post("/v1/stripe/events/evt_2/replay", "{}"));
  }

  @Test
  void the_events_of_others_are_not_there() {
    keep("t2", "evt_1", "invoice.paid", State.FAILED, 1);
    isNotFound(server.get("/v1/stripe/events/evt_1"));
    isNotFound(server.post("/v1/stripe/events/evt_1/replay", ""));
    assertEquals(State.FAILED, server.inbox.find("t2", "evt_1").toCompletableFuture().join().orElseThrow().state());
  }

  @Test
  void what_is_asked_for_wrongly_is_refused() {
    for (var query : List.of("state=lost", "limit=0", "limit=501", "cursor=x", "cursor=-", "cursor=1-",
        "cursor=1-a%2Fb",
        "type=A", "customer=acme", "state=parked&state=failed"))
      assertEquals(400, server.get("/v1/stripe/events?" + query).status(), query);
    assertEquals(400, server.get("/v1/stripe/events/a%20b").status());
    assertEquals(400, server.post("/v1/stripe/events/evt_1/replay", "{\"really\":true}").status());
  }

  @Test
  void a_store_that_is_away_is_told() {
    server.inbox.goDown();
    assertEquals(503, server.get("/v1/stripe/events").status());
  }

  private static void isNotFound(ApiServer.Answer answer) {
    assertEquals("404 event_not_found", answer.status() + " " + answer.at("/code"));
  }

  private void keep(String tenant, String id, String type, State state, int second) {
    server.inbox.keep(new Message(tenant, id, type, Instant.parse("2026-11-22T13:00:00Z"),
        ApiServer.NOW.plusSeconds(second), ApiServer.NOW, state, "why", "acme", "the payload"));
  }

  private static List<String> ids(JsonNode page) {
    var ids = new ArrayList<String>();
    page.path("entries").forEach(entry -> ids.add(entry.path("id").asText()));
    return ids;
  }
}
