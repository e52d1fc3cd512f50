package io.tollkeeper.engine.domain;

/**
 * A reservation as it is shown.
 *
 * @param seq the number of the customer's last ledger entry
 */
public record ReservationView(Reservation reservation, long seq) {}
