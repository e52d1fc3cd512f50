package io.tollkeeper.engine.domain.scenario;

import java.math.BigDecimal;
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

  /** {@code image quantity 3 credits 75 model=large tokens=1200 cap run r1 note n1}. */
  static Work work(Line line) {
    var feature = line.word();
    var quantity = 1;
    Optional<Credits> credits = Optional.empty();
    var words = new HashMap<String, String>();
    var totals = new HashMap<String, BigDecimal>();
    Optional<String> run = Optional.empty();
    var onInsufficient = OnInsufficient.REJECT;
    var metadata = Metadata.NONE;
    while (!atOutcome(line)) {
      var dimension = line.named();
      if (dimension.isPresent()) {
        dimension(dimension.get()[0], dimension.get()[1], words, totals);
        continue;
      }
      switch (line.word()) {
        case "quantity" -> quantity = line.number();
        case "credits" -> credits = Optional.of(line.credits());
        case "cap" -> onInsufficient = OnInsufficient.CAP;
        case "overdraft" -> onInsufficient = OnInsufficient.OVERDRAFT;
        case "run" -> run = Optional.of(line.word());
        case "note" -> metadata = Metadata.of("{\"note\":\"" + line.word() + "\"}");
        default ->
          throw new IllegalArgumentException("work has quantity, credits, cap, overdraft, run, note and dimensions");
      }
    }
    return new Work(new Demand(feature, quantity, credits, new Dimensions(words, totals)), run, onInsufficient,
        metadata);
  }

  private static void dimension(String name, String value, Map<String, String> words, Map<String, BigDecimal> totals) {
    if (Character.isDigit(value.charAt(0))) totals.put(name, new BigDecimal(value));
    else words.put(name, value);
  }

  private static boolean atOutcome(Line line) {
    return OUTCOMES.stream().anyMatch(line::isNext);
  }
}
