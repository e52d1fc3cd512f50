package io.tollkeeper.http.write;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tollkeeper.engine.domain.Reservation;
import io.tollkeeper.engine.domain.ReservationView;
import io.tollkeeper.http.wire.JsonBody;
import io.tollkeeper.http.wire.Words;

/** Reservations. */
public final class ReservationJson {

  private ReservationJson() {}

  /** A reservation as it is now. */
  public static byte[] reservation(ReservationView view) {
    return JsonBody.object(out -> {
      fields(out, view.reservation());
      out.writeNumberField("seq", view.seq());
    });
  }

  /** Those that are open. */
  static void reservations(JsonGenerator out, Iterable<Reservation> reservations) throws IOException {
    out.writeArrayFieldStart("reservations");
    for (var reservation : reservations) {
      out.writeStartObject();
      fields(out, reservation);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  static void fields(JsonGenerator out, Reservation reservation) throws IOException {
    out.writeStringField("id", reservation.id());
    out.writeStringField("status", Words.of(reservation.status()));
    Values.amount(out, "held", reservation.heldTotal());
    Values.amount(out, "charged", reservation.charged());
    Values.amount(out, "uncollected", reservation.uncollected());
    Values.time(out, "expires_at", reservation.expiresAt());
    Values.text(out, "run_id", reservation.run());
  }
}
