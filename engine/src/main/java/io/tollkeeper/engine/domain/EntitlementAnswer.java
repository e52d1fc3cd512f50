package io.tollkeeper.engine.domain;

import java.time.Instant;

/**
 * Whether a customer may use one feature, as of a ledger entry.
 *
 * @param seq the number of the customer's last ledger entry
 * @param at when that was asked
 */
public record EntitlementAnswer(EntitlementView entitlement, long seq, Instant at) {}
