package io.tollkeeper.engine.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A customer's facts, one of every kind at least, with nothing left empty that can be filled. Its hashes are pinned: append only. */
final class Story {

  static final CustomerKey WHO = new CustomerKey("tenant", "customer");

  private final Ledger ledger = new Ledger(Customer.unknown(WHO, new RememberedIds.Window(100, Duration.ofDays(1))));
  private final List<Fact> facts = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private Story() {}

  static List<Fact> facts() {
    var story = new Story();
    story.tell();
    return List.copyOf(story.facts);
  }

  private void tell() {
    write(new Event.CustomerPut(new Profile("Acme", Metadata.of("{\"a\":1}"), "cus_1")));
    var atOnce = grant("now", Optional.of(Instant.parse("2025-12-31T00:00:00Z")),
        new Command.Expiry.At(Instant.parse("2026-03-01T00:00:00.000000001Z")));
    write(atOnce, Posting.of(EntryType.GRANT, 100_000_000, "now"));
    var later = grant("later", Optional.of(Instant.parse("2026-01-01T01:00:00Z")),
        new Command.Expiry.After(Term.parse("P1MT1H").orElseThrow()));
    write(later);
    write(new Event.GrantStarted("later"), Posting.of(EntryType.GRANT, 100_000_000, "later"));
    write(consumed("usage", Credits.ZERO),
        new Posting(EntryType.CONSUME, -150_000_001, List.of(draw("later", 100_000_000), draw("now", 50_000_001))));
    write(consumed("capped", new Credits(7)), new Posting(EntryType.CONSUME, -1, List.of(draw("now", 1))),
        new Posting(EntryType.UNCOLLECTED, 7, List.of()));
    write(new Event.AdjustedDown(new Command.Adjust("down", -2_000_000, "because")),
        new Posting(EntryType.ADJUST, -2_000_000, List.of(draw("now", 2_000_000))));
    var up = new Grant("tk:adjustment:up", new Credits(3_000_000), GrantKind.ADJUSTMENT, 10, now, Grant.NEVER,
        Set.of("image"), "api");
    write(new Event.AdjustedUp(new Command.Adjust("up", 3_000_000, "because"), up),
        Posting.of(EntryType.ADJUST, 3_000_000, "tk:adjustment:up"));
    write(new Event.GrantVoided("tk:adjustment:up", "mistake"),
        Posting.of(EntryType.VOID, -3_000_000, "tk:adjustment:up"));
    write(new Event.GrantExpired("now"), Posting.of(EntryType.EXPIRE, -47_999_998, "now"));
    write(grant("never", Optional.of(Instant.parse("2027-01-01T00:00:00Z")),
        new Command.Expiry.At(Instant.parse("2028-01-01T00:00:00Z"))));
    write(new Event.GrantVoided("never", "called off"));
  }

  private void write(Event event, Posting... postings) {
    facts.add(ledger.write(now, event, postings));
    now = now.plusSeconds(3_601);
  }

  private Event grant(String id, Optional<Instant> effectiveAt, Command.Expiry expiry) {
    var credits = new Credits(100_000_000);
    var features = Set.of("image", "chat");
    var command = new Command.AddGrant(id, credits, GrantKind.PROMOTIONAL, -3, effectiveAt, Optional.of(expiry),
        features, "api", "welcome");
    var grant = new Grant(id, credits, GrantKind.PROMOTIONAL, -3, effectiveAt.orElse(now),
        Instant.parse("2026-03-01T00:00:00.000000001Z"), features, "api");
    return new Event.GrantAdded(command, grant);
  }

  private Event consumed(String id, Credits uncollected) {
    var dimensions = new Dimensions(Map.of("model", "large", "region", "eu"),
        Map.of("in", new BigDecimal("1000"), "out", new BigDecimal("0.5")));
    var demand = new Demand("image", 3, Optional.of(new Credits(150_000_001)), dimensions);
    var command = new Command.Consume(id, demand, Optional.of("run"), OnInsufficient.CAP,
        Optional.of(now.minusSeconds(1)), Metadata.of("{\"b\":2}"));
    var price = new Price(Price.Basis.RULE, 2, Optional.of(Rate.of("12.5")),
        Map.of("in", Rate.of("0.0025"), "out", Rate.of("0.000000000001")));
    return new Event.Consumed(command, 4, price, new Credits(150_000_001), uncollected, new Credits(49_999_999));
  }

  private static Draw draw(String grant, long micros) {
    return new Draw(grant, new Credits(micros));
  }
}
