package io.tollkeeper.engine.domain;

/**
 * A grant and what is left of it.
 *
 * @param grant the allotment
 * @param left what has not been spent yet
 */
public record GrantBalance(Grant grant, Credits left) {}
