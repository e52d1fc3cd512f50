package io.tollkeeper.engine.domain.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import io.tollkeeper.engine.domain.Access;
import io.tollkeeper.engine.domain.Answer;
import io.tollkeeper.engine.domain.EntitlementView;
import io.tollkeeper.engine.domain.Explanation;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.Subscription;

/** What the end of a line says about plans and rights. */
final class AccessExpectations {

  private AccessExpectations() {}

  /** {@code plan pro}, {@code period 2026-01-31 2026-02-28} and the like; whether this word is one of them. */
  static boolean of(String what, Access access, Instant now, Line line) {
    var held = access.subscription();
    switch (what) {
      case "plan" -> assertEquals(line.word(), held.map(Subscription::plan).orElse("none"), what);
      case "period" -> {
        assertEquals(line.time(now), held.orElseThrow().period().start(), what);
        assertEquals(line.time(now), held.orElseThrow().period().end(), what);
      }
      case "ahead" -> assertEquals(line.word(), held.flatMap(Subscription::ahead).map(ahead -> switch (ahead) {
        case Subscription.Ahead.Change(var plan) -> plan;
        case Subscription.Ahead.End _ -> "end";
      }).orElse("none"), what);
      case "trial" -> assertEquals(line.word().equals("yes"), held.orElseThrow().trial(), what);
      case "version" -> assertEquals(line.number(), held.orElseThrow().version(), what);
      case "suspended" -> assertEquals(line.word(), access.suspension().orElse("no"), what);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** {@code right chat yes source plan:pro value gold from 2026-01-01 until never limit 3/5:day}. */
  static void ofRight(EntitlementView view, Line line) {
    var now = Instant.EPOCH;
    assertEquals(line.word().equals("yes"), view.entitled(), view::toString);
    while (line.hasMore()) {
      var what = line.word();
      switch (what) {
        case "source" -> assertEquals(line.word(), view.source(), what);
        case "value" -> assertEquals(line.word(), view.value().orElse("none"), what);
        case "from" -> assertEquals(time(line, now), view.from().orElse(Grant.NEVER), what);
        case "until" -> assertEquals(time(line, now), view.until().orElse(Grant.NEVER), what);
        case "limit" -> assertEquals(line.word(), view.limit().map(Expectations::limit).orElse("none"), what);
        default -> throw new IllegalArgumentException("not understood: " + what);
      }
    }
  }

  /** {@code fails entitlement,credits says 60_of_100}: which rules say no, and words in the detail of the first. */
  static void ofExplanation(Explanation explanation, Answer authorized, Line line) {
    assertEquals(authorized, explanation.answer(), "explain and authorize");
    var no = explanation.findings().stream().filter(finding -> finding.refusal().isPresent()).toList();
    assertEquals(authorized.refusal(), no.stream().findFirst().flatMap(Explanation.Finding::refusal),
        "the first rule that says no is the answer");
    for (var finding : explanation.findings())
      assertFalse(finding.detail().isEmpty(), () -> "nothing is said about " + finding.rule());
    while (line.hasMore()) {
      var what = line.word();
      switch (what) {
        case "fails" ->
          assertEquals(line.names(), no.stream().map(finding -> wire(finding.rule())).toList(), what);
        case "asks" -> assertEquals(line.names(),
            explanation.findings().stream().map(finding -> wire(finding.rule())).toList(), what);
        case "rule" -> {
          var rule = line.word();
          var said = line.word().replace('_', ' ');
          assertEquals(Optional.of(said), explanation.findings().stream()
              .filter(finding -> wire(finding.rule()).equals(rule)).map(Explanation.Finding::detail).findFirst(), rule);
        }
        default -> throw new IllegalArgumentException("not understood: " + what);
      }
    }
  }

  private static Instant time(Line line, Instant now) {
    return line.next("never") || line.next("always") ? Grant.NEVER : line.time(now);
  }

  private static String wire(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
