package io.tollkeeper.engine.domain;

/**
 * A run as it is shown.
 *
 * @param seq the number of the customer's last ledger entry
 */
public record RunView(Run run, long seq) {}
