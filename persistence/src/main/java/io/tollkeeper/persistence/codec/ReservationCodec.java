package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;

import java.time.Instant;
import java.util.Optional;

import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Reservation;
import io.tollkeeper.persistence.stored.Values;

/**
 * The written form of reservations inside something larger, which need not be said again.
 *
 * @param draws how the draws on grants are written
 * @param nearest the time that is nearest at hand
 */
record ReservationCodec(DrawCodec draws, Instant nearest) {

  Values.Reservation write(Reservation reservation) {
    return builder(reservation).build();
  }

  /** Beside a command that names the reservation. */
  Values.Reservation write(Reservation reservation, String named) {
    var out = builder(reservation);
    return reservation.id().equals(named) ? out.clearId().build() : out.build();
  }

  /** Beside a command that names the reservation and the work. */
  Values.Reservation write(Reservation reservation, String named, Demand demand) {
    var out = write(reservation, named);
    return reservation.demand().equals(demand) ? out.toBuilder().clearDemand().build() : out;
  }

  Reservation read(Values.Reservation stored) {
    return read(stored, "");
  }

  Reservation read(Values.Reservation stored, String named) {
    require(stored.hasDemand(), "the demand of a reservation");
    return read(stored, named, PriceCodec.read(stored.getDemand()));
  }

  Reservation read(Values.Reservation stored, String named, Demand demand) {
    var id = stored.getId().isEmpty() ? named : stored.getId();
    require(!id.isEmpty() && stored.hasExpiresAt(), "the id or the end of a reservation");
    return new Reservation(id, stored.hasDemand() ? PriceCodec.read(stored.getDemand()) : demand,
        stored.getRunsList(), stored.getCatalogueVersion(),
        stored.hasPlan() ? Optional.of(stored.getPlan()) : Optional.empty(),
        UsageCodec.read(stored.getCounted(), nearest),
        stored.hasSettledQuantity() ? Optional.of(stored.getSettledQuantity()) : Optional.empty(),
        draws.read(stored.getHeldList()), new Credits(stored.getLapsed()), new Credits(stored.getCharged()),
        draws.read(stored.getCharge()), new Credits(stored.getUncollected()), ValueCodec.read(stored.getExpiresAt()),
        EnumCodec.read(stored.getStatus()));
  }

  private Values.Reservation.Builder builder(Reservation reservation) {
    var out = Values.Reservation.newBuilder()
        .setId(reservation.id())
        .setDemand(PriceCodec.write(reservation.demand()))
        .addAllRuns(reservation.runs())
        .setCatalogueVersion(reservation.catalogueVersion())
        .addAllHeld(draws.write(reservation.held()))
        .setLapsed(reservation.lapsed().micros())
        .setCharged(reservation.charged().micros())
        .setUncollected(reservation.uncollected().micros())
        .setExpiresAt(ValueCodec.write(reservation.expiresAt()))
        .setStatus(EnumCodec.write(reservation.status()));
    reservation.plan().ifPresent(out::setPlan);
    UsageCodec.write(reservation.counted(), nearest).ifPresent(out::setCounted);
    reservation.settledQuantity().ifPresent(out::setSettledQuantity);
    draws.write(reservation.charge()).ifPresent(out::setCharge);
    return out;
  }
}
