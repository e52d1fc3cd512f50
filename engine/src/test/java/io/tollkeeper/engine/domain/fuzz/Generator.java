package io.tollkeeper.engine.domain.fuzz;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.IdSpace;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Term;

/** Makes up commands: sensible ones, senseless ones, and earlier ones again. */
final class Generator {

  private static final List<String> TEXTS = List.of("", "a", "b");
  private static final List<String> TERMS =
      List.of("P1M", "P1D", "PT36H", "P1DT12H", "P1Y", "PT1S", "P31D", "P999999999Y");

  private final Dice dice;
  private final Shop shop;
  private final boolean huge;
  private final List<Command.Identified> issued = new ArrayList<>();
  private int ids;

  Generator(Dice dice, Shop shop, boolean huge) {
    this.dice = dice;
    this.shop = shop;
    this.huge = huge;
  }

  Command next(Auditor model, Instant now) {
    var die = dice.below(100);
    if (die < 22) {
      var again = again();
      if (again.isPresent()) return issue(again.get());
    }
    if (die < 36) return issue(grant(id(model, IdSpace.GRANT), now));
    if (die < 42) return voiding(model);
    if (die < 48) return issue(adjustment(id(model, IdSpace.ADJUSTMENT)));
    if (die < 51) return put();
    if (die < 53) return new Command.WriteDue();
    return issue(consume(id(model, IdSpace.USAGE), now));
  }

  Command.PutCustomer put() {
    return new Command.PutCustomer(dice.maybe(2, () -> dice.oneOf(TEXTS)), dice.maybe(2, this::metadata),
        dice.maybe(2, () -> dice.oneOf(TEXTS)));
  }

  private Command issue(Command.Identified command) {
    issued.add(command);
    return command;
  }

  /** A fresh id, often one that is taken in another space; never in the order of its making. */
  private String id(Auditor model, IdSpace space) {
    if (!issued.isEmpty() && dice.oneIn(8)) {
      var other = dice.oneOf(issued).id();
      if (!model.accepted(space, other)) return other;
    }
    return Long.toString((++ids * 0x9E3779B97F4A7C15L) >>> 44, 36) + '-' + ids;
  }

  /** An earlier command again, with the same content or with a little other. */
  private Optional<Command.Identified> again() {
    if (issued.isEmpty()) return Optional.empty();
    var earlier = dice.oneOf(dice.oneIn(2) ? issued.subList(Math.max(0, issued.size() - 20), issued.size()) : issued);
    return Optional.of(dice.oneIn(3) ? altered(earlier) : earlier);
  }

  private Command.Identified altered(Command.Identified earlier) {
    return switch (earlier) {
      case Command.AddGrant add -> switch (dice.below(4)) {
        case 0 -> new Command.AddGrant(add.id(), new Credits(add.credits().micros() / 2 + 1), add.kind(),
            add.priority(), add.effectiveAt(), add.expiry(), add.features(),
            add.source(), add.reason());
        case 1 -> new Command.AddGrant(add.id(), add.credits(), add.kind(), add.priority() + 1, add.effectiveAt(),
            add.expiry(), add.features(), add.source(), add.reason());
        case 2 -> new Command.AddGrant(add.id(), add.credits(), add.kind(), add.priority(), add.effectiveAt(),
            add.expiry(), Set.of("image"), add.source(), add.reason());
        default -> new Command.AddGrant(add.id(), add.credits(), add.kind(), add.priority(), add.effectiveAt(),
            add.expiry(), add.features(), add.source(), "other");
      };
      case Command.Adjust adjust -> new Command.Adjust(adjust.id(), -adjust.micros(), adjust.reason());
      case Command.Consume consume -> switch (dice.below(3)) {
        case 0 -> new Command.Consume(consume.id(), shop.demand(), consume.run(), consume.onInsufficient(),
            consume.occurredAt(), consume.metadata());
        case 1 -> new Command.Consume(consume.id(), consume.demand(), consume.run(), dice.oneOf(OnInsufficient.class),
            consume.occurredAt(), consume.metadata());
        default -> new Command.Consume(consume.id(), consume.demand(), consume.run(), consume.onInsufficient(),
            consume.occurredAt(), metadata());
      };
    };
  }

  private Command.AddGrant grant(String id, Instant now) {
    // Whole days make many grants start and end at the same instant.
    var day = now.truncatedTo(ChronoUnit.DAYS);
    var effectiveAt = dice.maybe(3, () -> day.plus(Duration.ofHours(6 * dice.between(-12, 60))));
    Optional<Command.Expiry> expiry = switch (dice.below(4)) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new Command.Expiry.After(
          Term.parse(dice.oneIn(30) ? TERMS.getLast() : dice.oneOf(TERMS.subList(0, 7))).orElseThrow()));
      default -> Optional.of(new Command.Expiry.At(day.plus(Duration.ofHours(6 * dice.between(-1, 80)))));
    };
    Set<String> features = dice.oneIn(3) ? dice.someOf(shop.features()) : Set.of();
    var micros = huge && dice.oneIn(6)
        ? Long.MAX_VALUE / dice.between(1, 4)
        : dice.oneIn(3) ? dice.between(1, 99_000_000) : dice.between(1, 99) * 1_000_000;
    return new Command.AddGrant(id, new Credits(micros), dice.oneOf(GrantKind.class),
        dice.oneIn(2) ? 10 : (int) dice.between(-1, 2), effectiveAt, expiry, features, "api",
        dice.oneOf(TEXTS));
  }

  private Command voiding(Auditor model) {
    var grants = model.account().grants;
    if (grants.isEmpty() || dice.oneIn(6))
      return new Command.VoidGrant(dice.oneOf(List.of("nobody", "tk:adjustment:nobody", "stripe:nobody")), "no reason");
    var grant = dice.oneOf(dice.oneIn(2) ? grants.subList(Math.max(0, grants.size() - 6), grants.size()) : grants);
    return new Command.VoidGrant(grant.id, dice.oneOf(TEXTS));
  }

  private Command.Adjust adjustment(String id) {
    var micros = dice.oneIn(50) ? Long.MIN_VALUE : huge && dice.oneIn(6) ? Long.MAX_VALUE : dice.between(1, 80_000_000);
    return new Command.Adjust(id, dice.oneIn(2) ? micros : -micros, dice.oneOf(TEXTS));
  }

  private Command.Consume consume(String id, Instant now) {
    var onInsufficient = dice.oneIn(2) ? OnInsufficient.REJECT : dice.oneOf(OnInsufficient.class);
    return new Command.Consume(id, shop.demand(), dice.maybe(40, () -> "run"), onInsufficient,
        dice.maybe(10, () -> now.minusSeconds(dice.below(1000))), metadata());
  }

  private Metadata metadata() {
    return Metadata.of(dice.oneIn(2) ? "" : dice.oneOf(List.of("{}", "{\"k\":1}", "{\"k\":\"v\"}")));
  }
}
