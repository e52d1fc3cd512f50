package io.tollkeeper.engine.domain;

import java.time.Duration;

/**
 * How much one customer may have, and for how long.
 *
 * @param grants that can be spent now or later
 * @param reservations that are open
 * @param runs that are open
 * @param runDepth how many runs may be inside one another; 1 means that none may have a parent
 * @param overrides that are made by hand
 * @param lateSettle for how long a reservation that has expired can still be settled
 */
public record Limits(int grants, int reservations, int runs, int runDepth, int overrides, Duration lateSettle) {}
