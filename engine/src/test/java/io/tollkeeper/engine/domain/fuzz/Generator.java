package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.EntitlementOverride;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Term;

/** Makes up commands: sensible ones, senseless ones, and earlier ones again. */
final class Generator {

  static final List<String> TEXTS = List.of("", "a", "b");
  private static final List<String> TERMS =
      List.of("P1M", "P1D", "PT36H", "P1DT12H", "P1Y", "PT1S", "P31D", "P999999999Y");
  private static final List<Duration> TTLS = List.of(Duration.ofSeconds(1), Duration.ofMinutes(1),
      Duration.ofMinutes(15), Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(24));

  private final Dice dice;
  private final Shop shop;
  private final boolean huge;
  private final Repeats repeats;
  private final Payments payments;
  private final List<Command> issued = new ArrayList<>();
  private int ids;

  Generator(Dice dice, Shop shop, boolean huge) {
    this.dice = dice;
    this.shop = shop;
    this.huge = huge;
    this.repeats = new Repeats(dice, shop);
    this.payments = new Payments(dice, shop, huge);
  }

  Command next(Auditor model, Instant now) {
    var die = dice.below(100);
    if (die < 16 && !issued.isEmpty()) return repeats.of(issued);
    var command = dice.oneIn(8)
        ? access(now)
        : dice.oneIn(6)
            ? payments.next(id(model, "payment "), model, now)
            : die < 55 ? moneyAndRuns(die, model, now) : holding(die, model, now);
    issued.add(command);
    return command;
  }

  private Command access(Instant now) {
    return switch (dice.below(12)) {
      case 0, 1, 2, 3 -> new Command.AssignPlan(dice.oneIn(20) ? "nobody" : dice.oneOf(List.of("pro", "max", "free")),
          dice.oneOf(Command.When.class), dice.maybe(3, () -> until(now)));
      case 4 -> new Command.CancelPlan(dice.oneOf(Command.When.class));
      case 5, 6, 7 -> override(now);
      case 8 -> new Command.RemoveOverride(shop.feature());
      case 9 -> dice.oneIn(2) ? new Command.Suspend(dice.oneOf(TEXTS)) : new Command.Resume("");
      default -> new Command.Resume(dice.oneOf(TEXTS));
    };
  }

  private Command.PutOverride override(Instant now) {
    var feature = dice.oneIn(2) ? shop.feature() : dice.oneOf(shop.features());
    return new Command.PutOverride(feature,
        dice.oneIn(4) ? EntitlementOverride.Effect.DENY : EntitlementOverride.Effect.ALLOW,
        dice.maybe(feature.equals("tier") ? 2 : 12, () -> "diamond"), dice.maybe(3, shop::limit),
        dice.maybe(2, () -> until(now)), dice.oneOf(TEXTS), "someone");
  }

  /** A day not far away, mostly to come. */
  private Instant until(Instant now) {
    return now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(12 * dice.between(-2, 40)));
  }

  private Command moneyAndRuns(int die, Auditor model, Instant now) {
    if (die < 26) return grant(id(model, "grant "), now);
    if (die < 29) return voiding(model);
    if (die < 32) return adjustment(id(model, "adjustment "));
    if (die < 34) return put();
    if (die < 36) return new Command.WriteDue();
    if (die < 40) return gauge(id(model, "usage "));
    if (die < 44)
      return new Command.OpenRun(id(model, "run "), dice.oneIn(3) ? new Credits(150_000_000) : budget(),
          dice.maybe(2, () -> run(model)),
          dice.oneOf(TTLS.subList(2, 7)).multipliedBy(dice.oneIn(2) ? 20 : 1), metadata());
    if (die < 46) return new Command.RaiseBudget(small(), run(model), budget());
    if (die < 48) return new Command.CloseRun(run(model));
    return refund(id(model, "refund "), model);
  }

  private Command holding(int die, Auditor model, Instant now) {
    if (die < 71) return consume(id(model, "usage "), model, now);
    if (die < 82)
      return new Command.Reserve(id(model, "reservation "), shop.demand(), dice.maybe(2, () -> run(model)),
          ttl(model, now), dice.oneIn(3), metadata());
    if (die < 93) return settle(model);
    if (die < 96) return new Command.Release(reservation(model));
    return new Command.Extend(small(), reservation(model), dice.maybe(2, () -> dice.oneOf(TTLS)),
        dice.maybe(2, this::amount));
  }

  Command.PutCustomer put() {
    return new Command.PutCustomer(dice.maybe(2, () -> dice.oneOf(TEXTS)), dice.maybe(2, this::metadata),
        dice.maybe(2, () -> dice.oneOf(TEXTS)));
  }

  /** A fresh id, often one that is taken in another space; never in the order of its making. */
  private String id(Auditor model, String space) {
    if (!issued.isEmpty() && dice.oneIn(8) && dice.oneOf(issued) instanceof Command.Identified other) {
      var id = Auditor.id(other).split(" ", -1)[1];
      if (!model.accepted(space + id)) return id;
    }
    return Long.toString((++ids * 0x9E3779B97F4A7C15L) >>> 44, 36) + '-' + ids;
  }

  /** One of few ids, so that they come again inside of different things, and in the same with other content. */
  private String small() {
    return "s" + dice.below(6);
  }

  /** An id that may be one of something. */
  String known(Auditor model) {
    var all = new ArrayList<>(model.account().runs.keySet());
    all.addAll(model.account().holds.keySet());
    issued.forEach(command -> {
      if (command instanceof Command.Consume consume) all.add(consume.id());
      if (command instanceof Command.MoveGauge move) all.add(move.id());
    });
    return all.isEmpty() ? "nobody" : dice.oneOf(all);
  }

  private String run(Auditor model) {
    var all = model.account().runs.values();
    var open = all.stream().filter(NaiveRun::open).map(NaiveRun::id).toList();
    var inside = all.stream().filter(run -> run.open() && run.parent().isPresent()).map(NaiveRun::id).toList();
    if (!inside.isEmpty() && dice.oneIn(2)) return dice.oneOf(inside);
    if (!open.isEmpty() && !dice.oneIn(12)) return dice.oneOf(open);
    var ended = all.stream().map(NaiveRun::id).toList();
    return ended.isEmpty() || dice.oneIn(4) ? "nobody" : dice.oneOf(ended);
  }

  /** Some time, often until the very instant at which something else starts or ends. */
  private Duration ttl(Auditor model, Instant now) {
    var due = model.due(shop.catalogue(), now).stream().filter(now::isBefore)
        .filter(now.plus(Duration.ofDays(1))::isAfter).toList();
    return due.isEmpty() || !dice.oneIn(6)
        ? dice.oneOf(TTLS).plusNanos(dice.below(3))
        : Duration.between(now, dice.oneOf(due));
  }

  private String reservation(Auditor model) {
    var all = model.account().holds.values();
    var status = dice.oneIn(4) ? "expired" : dice.oneIn(12) ? "released" : dice.oneIn(12) ? "settled" : "open";
    var some = all.stream().filter(hold -> hold.status.equals(status)).map(hold -> hold.id).toList();
    return some.isEmpty() || dice.oneIn(50) ? "nobody" : dice.oneOf(some);
  }

  private Command.AddGrant grant(String id, Instant now) {
    // Whole days make many grants start and end at the same instant.
    var day = now.truncatedTo(ChronoUnit.DAYS);
    var effectiveAt = dice.maybe(3, () -> day.plus(Duration.ofHours(6 * dice.between(-12, 60))));
    Optional<Command.Expiry> expiry = switch (dice.below(4)) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new Command.Expiry.After(
          Term.parse(dice.oneIn(30) ? TERMS.getLast() : dice.oneOf(TERMS.subList(0, 7))).orElseThrow()));
      default -> Optional.of(new Command.Expiry.At(day.plus(Duration.ofHours(6 * dice.between(-1, 20)))));
    };
    Set<String> features = dice.oneIn(3) ? dice.someOf(shop.features()) : Set.of();
    var micros = huge && dice.oneIn(6)
        ? Long.MAX_VALUE / dice.between(1, 4)
        : dice.oneIn(3) ? dice.between(1, 99_000_000) : dice.between(1, 99) * 1_000_000;
    // The grants of payments are called after them and what they bought.
    if (dice.oneIn(9))
      return new Command.AddGrant("stripe:" + id + ":extra", new Credits(micros), GrantKind.PAID, 10, effectiveAt,
          expiry, Set.of(), "stripe", "");
    return new Command.AddGrant(id, new Credits(micros), dice.oneOf(GrantKind.class),
        dice.oneIn(2) ? 10 : (int) dice.between(-1, 2), effectiveAt, expiry, features, "api",
        dice.oneOf(TEXTS));
  }

  private Command voiding(Auditor model) {
    var grants = model.account().grants;
    if (grants.isEmpty() || dice.oneIn(6))
      return new Command.VoidGrant(dice.oneOf(List.of("nobody", "tk:adjustment:nobody", "stripe:nobody")), "no reason");
    var held = model.account().held();
    var some = grants.stream().filter(grant -> held.contains(grant.id)).toList();
    if (!some.isEmpty() && dice.oneIn(3)) return new Command.VoidGrant(dice.oneOf(some).id, dice.oneOf(TEXTS));
    var grant = dice.oneOf(dice.oneIn(2) ? grants.subList(Math.max(0, grants.size() - 6), grants.size()) : grants);
    return new Command.VoidGrant(grant.id, dice.oneOf(TEXTS));
  }

  private Command.Adjust adjustment(String id) {
    var micros = dice.oneIn(50) ? Long.MIN_VALUE : huge && dice.oneIn(6) ? Long.MAX_VALUE : dice.between(1, 80_000_000);
    return new Command.Adjust(id, dice.oneIn(2) ? micros : -micros, dice.oneOf(TEXTS));
  }

  private Command.Consume consume(String id, Auditor model, Instant now) {
    var onInsufficient = dice.oneIn(5) ? OnInsufficient.OVERDRAFT : dice.oneOf(OnInsufficient.class);
    return new Command.Consume(id, shop.demand(), dice.maybe(2, () -> run(model)), onInsufficient,
        dice.maybe(10, () -> now.minusSeconds(dice.below(1000))), metadata());
  }

  private Command.Settle settle(Auditor model) {
    var last = !dice.oneIn(3);
    var id = last && dice.oneIn(2) ? Optional.<String>empty() : Optional.of(small());
    var reservation = reservation(model);
    if (dice.oneIn(5))
      return new Command.Settle(reservation, id, last, Optional.of(more(model, reservation)), Optional.empty(),
          Dimensions.NONE, dice.oneIn(2) ? OnInsufficient.OVERDRAFT : dice.oneOf(OnInsufficient.class));
    var quantity = dice.maybe(3, () -> huge && dice.oneIn(20) ? Long.MAX_VALUE : dice.between(0, 9));
    return new Command.Settle(reservation, id, last, dice.maybe(3, () -> dice.oneIn(8) ? Credits.ZERO : amount()),
        quantity, dice.oneIn(4) ? shop.dimensions() : Dimensions.NONE,
        dice.oneIn(2) ? OnInsufficient.CAP : dice.oneOf(OnInsufficient.class));
  }

  /** About as much as a reservation holds and the customer has: the last micro-credit of it, or a little more. */
  private Credits more(Auditor model, String reservation) {
    var all = Optional.ofNullable(model.account().holds.get(reservation))
        .map(hold -> hold.holds().add(model.account().availableFor(hold.demand.feature()))).orElse(BigDecimal.ONE);
    var micros = all.movePointRight(6).longValueExact();
    return new Credits(Math.min(Long.MAX_VALUE - 9_000_000, micros) + (dice.oneIn(2) ? 1 : dice.between(0, 9_000_000)));
  }

  private Command.Refund refund(String id, Auditor model) {
    var usages = issued.stream().filter(Command.Consume.class::isInstance).toList();
    var holds = List.copyOf(model.account().holds.keySet());
    Command.Target target = new Command.Target.Usage("nobody");
    if (!holds.isEmpty() && dice.oneIn(2)) target = new Command.Target.Reservation(dice.oneOf(holds));
    else
      if (!usages.isEmpty() && !dice.oneIn(20)
          && dice.oneOf(usages.subList(Math.max(0, usages.size() - (dice.oneIn(2) ? 4 : 40)),
              usages.size())) instanceof Command.Consume some)
        target = new Command.Target.Usage(some.id());
    return new Command.Refund(id, target, dice.maybe(2, this::amount), dice.oneOf(TEXTS));
  }

  private Command.MoveGauge gauge(String id) {
    var feature = dice.oneIn(8) ? shop.feature() : "seats";
    var move = dice.oneIn(40)
        ? new Command.Move.By(dice.oneIn(2) ? Long.MAX_VALUE : Long.MIN_VALUE)
        : dice.oneIn(2) ? new Command.Move.By(dice.between(-6, 9)) : new Command.Move.To(dice.between(-1, 20));
    return new Command.MoveGauge(id, feature, move);
  }

  private Credits budget() {
    return huge && dice.oneIn(8)
        ? new Credits(Long.MAX_VALUE)
        : new Credits(dice.between(1, dice.oneIn(2) ? 25 : 150) * 1_000_000);
  }

  private Credits amount() {
    if (huge && dice.oneIn(10)) return new Credits(Long.MAX_VALUE / dice.between(1, 2));
    return new Credits(dice.oneIn(2) ? dice.between(1, 9) * 1_000_000 : dice.between(1, 40_000_000));
  }

  private Metadata metadata() {
    return repeats.metadata();
  }
}
