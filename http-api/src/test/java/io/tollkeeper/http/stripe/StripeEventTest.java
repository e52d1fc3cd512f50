package io.tollkeeper.http.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StripeEventTest {

  private static final String EVENT = """
      {"id":"evt_1","object":"event","api_version":"2019-02-19","created":1777636800,"livemode":false,"type":"plan.created",
       "data":{"object":{"id":"plan_1"}},"request":"req_1","something":{"new":[1,2]}}""";

  @Test
  void an_event_of_any_version_is_read() {
    for (var version : new String[] {"\"2019-02-19\"", "\"2031-01-01.unheard\"", "null", "7"}) {
      var event = StripeEvent.parse(EVENT.replace("\"2019-02-19\"", version)).orElseThrow();
      assertEquals("evt_1 plan.created", event.id() + " " + event.type());
      assertEquals(Instant.parse("2026-05-01T12:00:00Z"), event.createdAt());
    }
  }

  @Test
  void the_object_word_may_be_missing() {
    assertEquals("evt_1", StripeEvent.parse(EVENT.replace("\"object\":\"event\",", "")).orElseThrow().id());
  }

  @ParameterizedTest
  @MethodSource("junk")
  void what_is_no_event_is_not_read_as_one(String text) {
    assertEquals(Optional.empty(), StripeEvent.parse(text));
  }

  static Stream<String> junk() {
    return Stream.of("", " ", "not json", "null", "[]", "{}", "\"evt_1\"", "1", "{\"id\":", EVENT + "x", EVENT + EVENT,
        "[".repeat(20_000),
        "{\"a\":".repeat(20_000), EVENT.replace("evt_1", ""), EVENT.replace("evt_1", "evt_\\u0000"),
        EVENT.replace("evt_1", "e".repeat(129)),
        EVENT.replace("\"evt_1\"", "17"), EVENT.replace("\"evt_1\"", "null"),
        EVENT.replace("plan.created", "plan.created\\u0000"),
        EVENT.replace("plan.created", "t".repeat(101)), EVENT.replace("1777636800", "\"2026-05-01T12:00:00Z\""),
        EVENT.replace("1777636800", "-1"),
        EVENT.replace("1777636800", "1e400"), EVENT.replace("1777636800", "99999999999999999999"),
        EVENT.replace("1777636800", "253402300800"),
        EVENT.replace("false", "\"false\""), EVENT.replace("\"livemode\":false,", ""),
        EVENT.replace("{\"id\":\"plan_1\"}", "\"plan_1\""),
        EVENT.replace("{\"object\":{\"id\":\"plan_1\"}}", "null"),
        EVENT.replace("\"object\":\"event\"", "\"object\":\"v2.core.event\""),
        EVENT.replace("\"object\":\"event\"", "\"object\":{}"));
  }
}
