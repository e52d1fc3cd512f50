package io.tollkeeper.http.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StripeSignatureTest {

  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final String OLD_SECRET = "whsec_old_old_old_old";
  private static final String NEW_SECRET = "whsec_new_new_new_new";
  private static final String BODY = "{\"id\":\"evt_1\",\"name\":\"Zoë\"}";

  private final StripeSignature signature = new StripeSignature(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void what_one_of_several_secrets_has_signed_is_taken() {
    for (var secret : List.of(OLD_SECRET, NEW_SECRET))
      assertEquals(Optional.of(BODY), verified(BODY, SessionEvent.sign(BODY, secret, NOW)));
  }

  @Test
  void a_secret_that_is_not_ours_signs_nothing() {
    assertEquals(Optional.empty(), verified(BODY, SessionEvent.sign(BODY, "whsec_somebody_elses", NOW)));
  }

  @Test
  void two_signatures_in_one_header_are_enough_if_one_is_right() {
    var right = SessionEvent.sign(BODY, NEW_SECRET, NOW);
    var wrong = SessionEvent.sign(BODY, "whsec_somebody_elses", NOW).replaceFirst("t=[0-9]+,", "");
    assertEquals(Optional.of(BODY), verified(BODY, right + "," + wrong));
    assertEquals(Optional.of(BODY), verified(BODY, right.replaceFirst(",", "," + wrong + ",")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "v1", "t", "t=", "t=x,v1=y", "t=1777636800", "v1=00", "t=1777636800,v0=00",
    "t=99999999999999999999,v1=00", ",,,=,=", "t=-1,v1="})
  void a_header_that_is_none_verifies_nothing(String header) {
    assertEquals(Optional.empty(), verified(BODY, header));
  }

  @ParameterizedTest
  @ValueSource(longs = {-300, -1, 0, 1, 300})
  void a_signature_is_good_for_five_minutes_in_either_direction(long seconds) {
    assertEquals(Optional.of(BODY), verified(BODY, SessionEvent.sign(BODY, NEW_SECRET, NOW.plusSeconds(seconds))));
  }

  @ParameterizedTest
  @ValueSource(longs = {-86_400, -301, 301, 86_400})
  void an_old_signature_and_one_from_the_future_are_refused(long seconds) {
    assertEquals(Optional.empty(), verified(BODY, SessionEvent.sign(BODY, NEW_SECRET, NOW.plusSeconds(seconds))));
  }

  @Test
  void a_second_time_in_the_header_does_not_make_a_signature_young() {
    var old = SessionEvent.sign(BODY, NEW_SECRET, NOW.plusSeconds(-301));
    assertEquals(Optional.empty(), verified(BODY, old + ",t=" + NOW.getEpochSecond()));
    assertEquals(Optional.empty(), verified(BODY, "t=" + NOW.getEpochSecond() + "," + old));
    var future = SessionEvent.sign(BODY, NEW_SECRET, NOW.plusSeconds(301));
    assertEquals(Optional.empty(), verified(BODY, future + ",t=" + NOW.getEpochSecond()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"id\": \"evt_1\", \"name\": \"Zoë\"}", "{\"id\":\"evt_1\",\"name\":\"Zo\\u00eb\"}",
    "{\"id\":\"evt_1\",\"name\":\"Zoë\"}\n", ""})
  void the_same_content_in_other_bytes_is_not_what_was_signed(String body) {
    assertEquals(Optional.empty(), verified(body, SessionEvent.sign(BODY, NEW_SECRET, NOW)));
  }

  @Test
  void bytes_that_are_no_text_are_not_what_was_signed() {
    var signed = "\uFFFD";
    var header = SessionEvent.sign(signed, NEW_SECRET, NOW);
    assertEquals(Optional.of(signed), verified(signed, header));
    assertEquals(Optional.empty(), signature.verified(new byte[] {(byte) 0xff}, header, List.of(NEW_SECRET)));
  }

  private Optional<String> verified(String body, String header) {
    return signature.verified(body.getBytes(StandardCharsets.UTF_8), header, List.of(OLD_SECRET, NEW_SECRET));
  }
}
