package io.tollkeeper.engine.domain.scenario;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.OnInsufficient;

/** Turns the part of a line before its outcome into what is asked. */
final class Phrase {

  private static final Set<String> OUTCOMES = Set.of("ok", "same", "refused");
  private static final Duration USUAL_TTL = Duration.ofMinutes(15);
  private static final Duration USUAL_RUN = Duration.ofHours(24);

  private Phrase() {}

  /** Something that is to be done with a feature. */
  record Work(Demand demand, Optional<String> run, OnInsufficient onInsufficient, Metadata metadata) {

    Command.Consume consume(String id) {
      return new Command.Consume(id, demand, run, onInsufficient, Optional.empty(), metadata);
    }
  }

  /** {@code customer name Acme}. */
  static Command.PutCustomer customer(Line line) {
    return new Command.PutCustomer(line.next("name") ? Optional.of(line.word()) : Optional.empty(), Optional.empty(),
        Optional.empty());
  }

  /** {@code grant g1 100 kind promotional priority 5 from +1d until +30d features image,chat}. */
  static Command.AddGrant grant(Line line, Instant now) {
    var id = line.word();
    var credits = line.credits();
    var kind = GrantKind.PAID;
    var priority = Grant.DEFAULT_PRIORITY;
    Optional<Instant> from = Optional.empty();
    Optional<Command.Expiry> expiry = Optional.empty();
    Set<String> features = Set.of();
    while (!atOutcome(line)) {
      switch (line.word()) {
        case "kind" -> kind = GrantKind.valueOf(line.word().toUpperCase(Locale.ROOT));
        case "priority" -> priority = line.number();
        case "from" -> from = Optional.of(line.time(now));
        case "until" -> expiry = Optional.of(new Command.Expiry.At(line.time(now)));
        case "for" -> expiry = Optional.of(new Command.Expiry.After(line.term()));
        case "features" -> features = line.keys();
        default -> throw new IllegalArgumentException("a grant has kind, priority, from, until, for and features");
      }
    }
    return new Command.AddGrant(id, credits, kind, priority, from, expiry, features, Grant.SOURCE_API, "");
  }

  /** {@code buy g1 top_up}: what somebody who pays for a pack is granted. */
  static Command.AddGrant purchase(Line line, Shelf shelf) {
    var id = line.word();
    var pack = shelf.pack(line.word());
    return new Command.AddGrant(id, pack.credits(), GrantKind.PAID, pack.priority(), Optional.empty(),
        pack.expiresAfter().map(Command.Expiry.After::new), pack.features(),
        "payment", "");
  }

  /** {@code reserve r1 image quantity 3 run run1 ttl 5m partial}. */
  static Command.Reserve reserve(Line line) {
    var id = line.word();
    var asked = asked(line, Set.of("quantity", "credits", "run", "ttl", "partial", "note"), line.word());
    return new Command.Reserve(id, asked.demand(), asked.run, asked.ttl.orElse(USUAL_TTL), asked.partial,
        asked.metadata);
  }

  /** {@code settle r1 credits 5 quantity 2 id s1 more reject}; {@code more}: it is not the last. */
  static Command.Settle settle(Line line) {
    var id = line.word();
    var asked =
        asked(line, Set.of("quantity", "credits", "id", "more", "cap", "reject", "overdraft"), "");
    return new Command.Settle(id, asked.id, !asked.more, asked.credits, asked.quantity, asked.dimensions(),
        asked.onInsufficient.orElse(OnInsufficient.CAP));
  }

  /** {@code extend r1 e1 ttl 1h credits 5}. */
  static Command.Extend extend(Line line) {
    var reservation = line.word();
    var id = line.word();
    var asked = asked(line, Set.of("ttl", "credits"), "");
    return new Command.Extend(id, reservation, asked.ttl, asked.credits);
  }

  /** {@code refund f1 usage u1 credits 5} or {@code refund f1 reservation r1}. */
  static Command.Refund refund(Line line) {
    var id = line.word();
    var target = switch (line.word()) {
      case "usage" -> new Command.Target.Usage(line.word());
      case "reservation" -> new Command.Target.Reservation(line.word());
      default -> throw new IllegalArgumentException("a refund is of a usage or of a reservation");
    };
    return new Command.Refund(id, target, asked(line, Set.of("credits"), "").credits, "");
  }

  /** {@code gauge u1 seats to 5} or {@code gauge u1 seats by -2}. */
  static Command.MoveGauge gauge(Line line) {
    var id = line.word();
    var feature = line.word();
    return new Command.MoveGauge(id, feature, switch (line.word()) {
      case "to" -> new Command.Move.To(Long.parseLong(line.word()));
      case "by" -> new Command.Move.By(Long.parseLong(line.word()));
      default -> throw new IllegalArgumentException("a gauge moves to a level or by so much");
    });
  }

  /** {@code run r1 100 inside r0 ttl 1h note n1}. */
  static Command.OpenRun run(Line line) {
    var id = line.word();
    var budget = line.credits();
    var asked = asked(line, Set.of("inside", "ttl", "note"), "");
    return new Command.OpenRun(id, budget, asked.parent, asked.ttl.orElse(USUAL_RUN), asked.metadata);
  }

  /** {@code image quantity 3 credits 75 model=large tokens=1200 cap run r1 note n1}. */
  static Work work(Line line) {
    var asked =
        asked(line, Set.of("quantity", "credits", "cap", "reject", "overdraft", "run", "note"), line.word());
    return new Work(asked.demand(), asked.run, asked.onInsufficient.orElse(OnInsufficient.REJECT), asked.metadata);
  }

  private static Asked asked(Line line, Set<String> allowed, String feature) {
    var asked = new Asked(feature);
    while (!atOutcome(line)) {
      var dimension = line.named();
      if (dimension.isPresent()) {
        asked.dimension(dimension.get()[0], dimension.get()[1]);
        continue;
      }
      var word = line.word();
      if (!allowed.contains(word)) throw new IllegalArgumentException("not one of " + allowed + ": " + word);
      asked.take(word, line);
    }
    return asked;
  }

  static boolean atOutcome(Line line) {
    return OUTCOMES.stream().anyMatch(line::isNext);
  }

  /** The parts of a phrase, in whatever order they come. */
  private static final class Asked {

    private final String feature;
    private final Map<String, String> words = new HashMap<>();
    private final Map<String, BigDecimal> totals = new HashMap<>();
    private Optional<Long> quantity = Optional.empty();
    private Optional<Credits> credits = Optional.empty();
    private Optional<String> run = Optional.empty();
    private Optional<String> parent = Optional.empty();
    private Optional<String> id = Optional.empty();
    private Optional<Duration> ttl = Optional.empty();
    private Optional<OnInsufficient> onInsufficient = Optional.empty();
    private Metadata metadata = Metadata.NONE;
    private boolean partial;
    private boolean more;

    Asked(String feature) {
      this.feature = feature;
    }

    void take(String word, Line line) {
      switch (word) {
        case "quantity" -> quantity = Optional.of(Long.parseLong(line.word()));
        case "credits" -> credits = Optional.of(line.credits());
        case "cap" -> onInsufficient = Optional.of(OnInsufficient.CAP);
        case "reject" -> onInsufficient = Optional.of(OnInsufficient.REJECT);
        case "overdraft" -> onInsufficient = Optional.of(OnInsufficient.OVERDRAFT);
        case "run" -> run = Optional.of(line.word());
        case "inside" -> parent = Optional.of(line.word());
        case "id" -> id = Optional.of(line.word());
        case "ttl" -> ttl = Optional.of(line.duration());
        case "note" -> metadata = Metadata.of("{\"note\":\"" + line.word() + "\"}");
        case "partial" -> partial = true;
        case "more" -> more = true;
        default -> throw new IllegalArgumentException("not understood: " + word);
      }
    }

    void dimension(String name, String value) {
      if (Character.isDigit(value.charAt(0))) totals.put(name, new BigDecimal(value));
      else words.put(name, value);
    }

    Dimensions dimensions() {
      return new Dimensions(words, totals);
    }

    Demand demand() {
      return new Demand(feature, quantity.orElse(1L), credits, dimensions());
    }
  }
}
