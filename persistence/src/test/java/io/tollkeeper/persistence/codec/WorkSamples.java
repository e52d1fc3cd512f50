package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.Samples.AT;
import static io.tollkeeper.persistence.codec.Samples.BALANCE;
import static io.tollkeeper.persistence.codec.Samples.booked;
import static io.tollkeeper.persistence.codec.Samples.micros;
import static io.tollkeeper.persistence.codec.Samples.row;
import static io.tollkeeper.persistence.codec.Samples.standing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tollkeeper.engine.domain.Charge;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Counted;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.Draw;
import io.tollkeeper.engine.domain.EntryType;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Hash;
import io.tollkeeper.engine.domain.LedgerEntry;
import io.tollkeeper.engine.domain.LimitUse;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Price;
import io.tollkeeper.engine.domain.Reservation;
import io.tollkeeper.engine.domain.Reservation.Status;
import io.tollkeeper.engine.domain.Run;

/** Those of the {@link Samples} that are about gauges, reservations and refunds. */
final class WorkSamples {

  private static final Instant BEFORE = AT.minusSeconds(5);
  private static final Demand DEMAND = Samples.FULL_CONSUME.demand();
  private static final Demand IMAGE = new Demand("images", 1, Optional.of(micros(2_000_000)), Dimensions.NONE);
  private static final Charge CHARGE = new Charge(List.of(draw("g_9", 3_000_000)), micros(2_000_000));
  private static final LimitUse GAUGE = new LimitUse(10, 4, Optional.empty(), Optional.empty());

  /** With everything that a reservation can have, if not all at the same time. */
  static final Reservation FULL = reservation(Status.OPEN, draw("g_3", 4_000_000), draw("g_4", 6_000_000));
  static final Reservation BARE = new Reservation("r2", IMAGE, List.of(), 0, Optional.empty(), new Counted(1, AT),
      Optional.empty(), List.of(), Credits.ZERO, Credits.ZERO, Charge.NONE, Credits.ZERO, AT.plusSeconds(1),
      Status.OPEN);

  private WorkSamples() {}

  static Map<String, Facts> events() {
    return Map.of("gauge_moved_v1", gaugeMoved(), "reserved_v1", reserved(), "extended_v1", extended(), "settled_v1",
        settled(), "released_v1", released(), "reservation_expired_v1", expired(), "refunded_v1", refunded());
  }

  private static Facts gaugeMoved() {
    return row(
        standing(new Event.GaugeMoved(new Command.MoveGauge("u5", "seats", new Command.Move.By(-3)), 7, 4,
            micros(5_000_000), Optional.of(GAUGE))),
        standing(new Event.GaugeMoved(new Command.MoveGauge("u6", "seats", new Command.Move.To(0)), 0, 0,
            Credits.ZERO, Optional.empty())));
  }

  private static Facts reserved() {
    var full = new Reservation("r_1", DEMAND, List.of("run_2", "run_1"), 7, Optional.of("pro"), new Counted(3, AT),
        Optional.empty(), List.of(draw("g_1", 4_000_000), draw("g_2", 6_000_000)), Credits.ZERO, Credits.ZERO,
        Charge.NONE, Credits.ZERO, AT.plusSeconds(300), Status.OPEN);
    return row(
        booked(new Event.Reserved(
            new Command.Reserve("r_1", DEMAND, Optional.of("run_2"), Duration.ofSeconds(301), true, Samples.METADATA),
            Samples.RULE, micros(12_000_000), full, micros(1), Optional.of(Samples.MONTHLY)),
            entry(51, EntryType.RESERVE, 10_000_000, draw("g_1", 4_000_000), draw("g_2", 6_000_000))),
        booked(new Event.Reserved(
            new Command.Reserve("r2", IMAGE, Optional.empty(), Duration.ofNanos(1_000_000_001), false, Samples.ERASED),
            Price.FREE, Credits.ZERO, BARE, Credits.ZERO, Optional.empty()), entry(52, EntryType.RESERVE, 0)));
  }

  private static Facts extended() {
    return row(
        booked(new Event.Extended(
            new Command.Extend("x_1", "r_1", Optional.of(Duration.ofMinutes(5)), Optional.of(micros(6_000_000))),
            List.of(draw("g_4", 6_000_000)), FULL, micros(1), Optional.of(Samples.MONTHLY)),
            entry(51, EntryType.RESERVE, 6_000_000, draw("g_4", 6_000_000))),
        standing(new Event.Extended(
            new Command.Extend("x_2", "r2", Optional.of(Duration.ofMinutes(5)), Optional.empty()), List.of(), BARE,
            Credits.ZERO, Optional.empty())));
  }

  private static Facts settled() {
    var part = new Command.Settle("r_1", Optional.of("s_1"), false, Optional.of(micros(9_000_000)), Optional.of(2L),
        DEMAND.dimensions(), OnInsufficient.OVERDRAFT);
    var rest = new Command.Settle("r2", Optional.empty(), true, Optional.empty(), Optional.empty(), Dimensions.NONE,
        OnInsufficient.REJECT);
    var late = new Command.Settle("r_1", Optional.of("s_2"), true, Optional.empty(), Optional.of(0L), Dimensions.NONE,
        OnInsufficient.CAP);
    return row(
        booked(new Event.Settled(part, Optional.of(Samples.RULE), micros(9_000_000), List.of(draw("g_3", 3_000_000)),
            List.of(draw("g_4", 1)), CHARGE, micros(1_000_000), false, new Counted(-1, BEFORE), FULL, List.of(),
            micros(1), Optional.of(Samples.MONTHLY)),
            entry(51, EntryType.SETTLE, -6_000_000, draw("g_3", 3_000_000), draw("g_9", 3_000_000)),
            entry(52, EntryType.OVERDRAFT, 2_000_000), entry(53, EntryType.UNCOLLECTED, 1_000_000),
            entry(54, EntryType.EXPIRE, -1, draw("g_4", 1))),
        booked(new Event.Settled(rest, Optional.empty(), Credits.ZERO, List.of(), List.of(), Charge.NONE, Credits.ZERO,
            false, new Counted(0, AT), with(BARE, Status.SETTLED), List.of(), Credits.ZERO, Optional.empty()),
            entry(55, EntryType.SETTLE, 0)),
        booked(new Event.Settled(late, Optional.of(Price.NAMED), Credits.ZERO, List.of(), List.of(), Charge.NONE,
            Credits.ZERO, true, new Counted(1, AT), with(FULL, Status.SETTLED),
            List.of(RunSamples.ended(RunSamples.FULL, Run.Status.EXPIRED)), Credits.ZERO, Optional.empty()),
            entry(56, EntryType.SETTLE, 0)));
  }

  private static Facts released() {
    return row(
        booked(new Event.Released(List.of(draw("g_3", 4_000_000)), new Counted(-2, BEFORE),
            with(FULL, Status.RELEASED), micros(1), Optional.of(GAUGE)),
            entry(51, EntryType.RELEASE, 4_000_000, draw("g_3", 4_000_000))),
        booked(new Event.Released(List.of(), new Counted(0, AT), with(BARE, Status.RELEASED), Credits.ZERO,
            Optional.empty()), entry(52, EntryType.RELEASE, 0)));
  }

  private static Facts expired() {
    return row(
        booked(new Event.ReservationExpired(FULL, micros(1)),
            entry(51, EntryType.RELEASE, 10_000_000, draw("g_3", 4_000_000), draw("g_4", 6_000_000))),
        booked(new Event.ReservationExpired(BARE, Credits.ZERO), entry(52, EntryType.RELEASE, 0)));
  }

  private static Facts refunded() {
    var ofUsage = new Command.Refund("f_1", new Command.Target.Usage("u1"), Optional.of(micros(7_000_000)), "failed");
    var ofReservation =
        new Command.Refund("f_2", new Command.Target.Reservation("r_1"), Optional.empty(), "");
    var bare = new Command.Refund("f_3", new Command.Target.Usage("u2"), Optional.empty(), "");
    return row(
        booked(new Event.Refunded(ofUsage, "chat", 7, micros(7_000_000), List.of(draw("g_2", 5_000_000)),
            List.of(Samples.BARE_GRANT), micros(2_000_000), CHARGE, micros(7_000_000), new Counted(-3, BEFORE),
            List.of("run_2", "run_1"), List.of(RunSamples.ended(RunSamples.FULL, Run.Status.CLOSED)), Optional.empty(),
            micros(1), Optional.of(Samples.MONTHLY)),
            entry(51, EntryType.REFUND, 7_000_000, draw("g_2", 5_000_000)),
            entry(52, EntryType.REPAY, -2_000_000)),
        booked(new Event.Refunded(ofReservation, "chat", 7, micros(2), List.of(draw("g_2", 2)), List.of(), Credits.ZERO,
            Charge.NONE, micros(5_000_000), new Counted(-3, BEFORE), List.of(), List.of(),
            Optional.of(with(FULL, Status.EXPIRED)), micros(1), Optional.empty()),
            entry(53, EntryType.REFUND, 2, draw("g_2", 2))),
        booked(new Event.Refunded(bare, "images", 0, micros(1), List.of(), List.of(), Credits.ZERO, Charge.NONE,
            micros(1), new Counted(0, AT), List.of(), List.of(), Optional.empty(), Credits.ZERO, Optional.empty()),
            entry(54, EntryType.REFUND, 1, draw("g_1", 1)), entry(55, EntryType.EXPIRE, -1, draw("g_1", 1))));
  }

  private static Reservation reservation(Status status, Draw... held) {
    return new Reservation("r_1", DEMAND, List.of("run_2", "run_1"), 7, Optional.of("pro"), new Counted(3, BEFORE),
        Optional.of(2L), List.of(held), micros(1), micros(5_000_000), CHARGE, micros(4_000_000), AT.plusSeconds(300),
        status);
  }

  private static Reservation with(Reservation open, Status status) {
    return new Reservation(open.id(), open.demand(), open.runs(), open.catalogueVersion(), open.plan(), open.counted(),
        open.settledQuantity(), List.of(), open.lapsed(), open.charged(), open.charge(), open.uncollected(),
        open.expiresAt(), status);
  }

  private static Draw draw(String grant, long micros) {
    return new Draw(grant, micros(micros));
  }

  private static LedgerEntry entry(long seq, EntryType type, long micros, Draw... draws) {
    return new LedgerEntry(seq, type, micros, List.of(draws), BALANCE, Hash.of(Long.toString(seq)));
  }
}
