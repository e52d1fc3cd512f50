package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.LedgerEntry;
import io.tollkeeper.engine.domain.LimitUse;
import io.tollkeeper.engine.domain.Price;
import io.tollkeeper.engine.domain.Reservation;
import io.tollkeeper.persistence.stored.Rows;
import io.tollkeeper.persistence.stored.Values;

/**
 * The written form of events about work: what is charged, held and given back, and the levels of gauges.
 *
 * @param at the time of the fact
 * @param draws how draws are written after the fact's entries
 * @param reservations how reservations are written in the fact
 */
record WorkCodec(Instant at, DrawCodec draws, ReservationCodec reservations) {

  static WorkCodec of(Fact fact) {
    return of(fact.at(), fact.entries());
  }

  static WorkCodec of(Instant at, List<LedgerEntry> entries) {
    var draws = DrawCodec.after(entries);
    return new WorkCodec(at, draws, new ReservationCodec(draws, at));
  }

  static void write(Event.Consumed event, Rows.ConsumedV1.Builder out) {
    out.setCommand(CommandCodec.write(event.command()))
        .setCatalogueVersion(event.catalogueVersion())
        .setPrice(PriceCodec.write(event.price()))
        .setRequired(event.required().micros())
        .setUncollected(event.uncollected().micros())
        .setAvailable(event.available().micros())
        .setBorrowed(event.borrowed().micros())
        .addAllRuns(event.runs());
    event.limit().ifPresent(limit -> out.setLimit(UsageCodec.write(limit)));
  }

  static Event read(Rows.ConsumedV1 event) {
    require(event.hasCommand() && event.hasPrice(), "the command or the price of a charge");
    return new Event.Consumed(CommandCodec.read(event.getCommand()), event.getCatalogueVersion(),
        PriceCodec.read(event.getPrice()), new Credits(event.getRequired()), new Credits(event.getBorrowed()),
        new Credits(event.getUncollected()), event.getRunsList(), new Credits(event.getAvailable()),
        limit(event.hasLimit(), event.getLimit()));
  }

  static void write(Event.GaugeMoved event, Rows.GaugeMovedV1.Builder out) {
    out.setCommand(CommandCodec.write(event.command()))
        .setCatalogueVersion(event.catalogueVersion())
        .setLevel(event.level())
        .setAvailable(event.available().micros());
    event.limit().ifPresent(limit -> out.setLimit(UsageCodec.write(limit)));
  }

  static Event read(Rows.GaugeMovedV1 event) {
    require(event.hasCommand(), "the command of a gauge");
    return new Event.GaugeMoved(CommandCodec.read(event.getCommand()), event.getCatalogueVersion(), event.getLevel(),
        new Credits(event.getAvailable()), limit(event.hasLimit(), event.getLimit()));
  }

  void write(Event.Reserved event, Rows.ReservedV1.Builder out) {
    var command = event.command();
    out.setCommand(CommandCodec.write(command))
        .setPrice(PriceCodec.write(event.price()))
        .setRequired(event.required().micros())
        .setReservation(reservations.write(event.reservation(), command.id(), command.demand()))
        .setAvailable(event.available().micros());
    event.limit().ifPresent(limit -> out.setLimit(UsageCodec.write(limit)));
  }

  Event read(Rows.ReservedV1 event) {
    require(event.hasCommand() && event.hasPrice() && event.hasReservation(), "a part of a reservation");
    var command = CommandCodec.read(event.getCommand());
    return new Event.Reserved(command, PriceCodec.read(event.getPrice()), new Credits(event.getRequired()),
        reservations.read(event.getReservation(), command.id(), command.demand()), new Credits(event.getAvailable()),
        limit(event.hasLimit(), event.getLimit()));
  }

  void write(Event.Extended event, Rows.ExtendedV1.Builder out) {
    out.setCommand(CommandCodec.write(event.command()))
        .addAllMore(draws.write(event.more()))
        .setReservation(reservations.write(event.reservation(), event.command().reservation()))
        .setAvailable(event.available().micros());
    event.limit().ifPresent(limit -> out.setLimit(UsageCodec.write(limit)));
  }

  Event read(Rows.ExtendedV1 event) {
    require(event.hasCommand() && event.hasReservation(), "a part of an extension");
    var command = CommandCodec.read(event.getCommand());
    return new Event.Extended(command, draws.read(event.getMoreList()),
        reservations.read(event.getReservation(), command.reservation()), new Credits(event.getAvailable()),
        limit(event.hasLimit(), event.getLimit()));
  }

  void write(Event.Settled event, Rows.SettledV1.Builder out) {
    out.setCommand(CommandCodec.write(event.command()))
        .setRequired(event.required().micros())
        .addAllHeld(draws.write(event.held()))
        .addAllReleased(draws.write(event.released()))
        .setUncollected(event.uncollected().micros())
        .setLate(event.late())
        .setReservation(reservations.write(event.reservation(), event.command().reservation()))
        .addAllRuns(RunCodec.write(event.runs()))
        .setAvailable(event.available().micros());
    event.price().ifPresent(price -> out.setPrice(PriceCodec.write(price)));
    draws.write(event.beyond()).ifPresent(out::setBeyond);
    UsageCodec.write(event.counted(), counted(event.reservation())).ifPresent(out::setCounted);
    event.limit().ifPresent(limit -> out.setLimit(UsageCodec.write(limit)));
  }

  Event read(Rows.SettledV1 event) {
    require(event.hasCommand() && event.hasReservation(), "a part of a settle");
    var command = CommandCodec.read(event.getCommand());
    var reservation = reservations.read(event.getReservation(), command.reservation());
    return new Event.Settled(command,
        event.hasPrice() ? Optional.of(PriceCodec.read(event.getPrice())) : Optional.<Price>empty(),
        new Credits(event.getRequired()), draws.read(event.getHeldList()), draws.read(event.getReleasedList()),
        draws.read(event.getBeyond()), new Credits(event.getUncollected()), event.getLate(),
        UsageCodec.read(event.getCounted(), counted(reservation)), reservation, RunCodec.read(event.getRunsList()),
        new Credits(event.getAvailable()), limit(event.hasLimit(), event.getLimit()));
  }

  void write(Event.Released event, Rows.ReleasedV1.Builder out) {
    out.addAllReleased(draws.write(event.released()))
        .setReservation(reservations.write(event.reservation()))
        .setAvailable(event.available().micros());
    UsageCodec.write(event.counted(), counted(event.reservation())).ifPresent(out::setCounted);
    event.limit().ifPresent(limit -> out.setLimit(UsageCodec.write(limit)));
  }

  Event read(Rows.ReleasedV1 event) {
    require(event.hasReservation(), "the reservation that was released");
    var reservation = reservations.read(event.getReservation());
    return new Event.Released(draws.read(event.getReleasedList()),
        UsageCodec.read(event.getCounted(), counted(reservation)), reservation, new Credits(event.getAvailable()),
        limit(event.hasLimit(), event.getLimit()));
  }

  void write(Event.ReservationExpired event, Rows.ReservationExpiredV1.Builder out) {
    out.setEnded(reservations.write(event.ended())).setAvailable(event.available().micros());
  }

  Event read(Rows.ReservationExpiredV1 event) {
    require(event.hasEnded(), "the reservation that expired");
    return new Event.ReservationExpired(reservations.read(event.getEnded()), new Credits(event.getAvailable()));
  }

  void write(Event.Refunded event, Rows.RefundedV1.Builder out) {
    out.setCommand(CommandCodec.write(event.command()))
        .setFeature(event.feature())
        .setCatalogueVersion(event.catalogueVersion())
        .setAmount(event.amount().micros())
        .addAllRestored(draws.write(event.restored()))
        .addAllRecalled(event.recalled().stream().map(GrantCodec::write).toList())
        .setRepaid(event.repaid().micros())
        .setTotal(event.total().micros())
        .addAllRuns(event.runs())
        .addAllEnded(RunCodec.write(event.ended()))
        .setAvailable(event.available().micros());
    draws.write(event.rest()).ifPresent(out::setRest);
    UsageCodec.write(event.counted(), event.reservation().map(WorkCodec::counted).orElse(at))
        .ifPresent(out::setCounted);
    event.reservation().ifPresent(reservation -> out.setReservation(reservations.write(reservation)));
    event.limit().ifPresent(limit -> out.setLimit(UsageCodec.write(limit)));
  }

  Event read(Rows.RefundedV1 event) {
    require(event.hasCommand(), "the command of a refund");
    var reservation = event.hasReservation()
        ? Optional.of(reservations.read(event.getReservation()))
        : Optional.<Reservation>empty();
    return new Event.Refunded(CommandCodec.read(event.getCommand()), event.getFeature(), event.getCatalogueVersion(),
        new Credits(event.getAmount()), draws.read(event.getRestoredList()),
        event.getRecalledList().stream().map(GrantCodec::read).toList(), new Credits(event.getRepaid()),
        draws.read(event.getRest()), new Credits(event.getTotal()),
        UsageCodec.read(event.getCounted(), reservation.map(WorkCodec::counted).orElse(at)), event.getRunsList(),
        RunCodec.read(event.getEndedList()), reservation, new Credits(event.getAvailable()),
        limit(event.hasLimit(), event.getLimit()));
  }

  /** When what a reservation counts was used. */
  private static Instant counted(Reservation reservation) {
    return reservation.counted().at();
  }

  private static Optional<LimitUse> limit(boolean present, Values.LimitUse limit) {
    return present ? Optional.of(UsageCodec.read(limit)) : Optional.empty();
  }
}
