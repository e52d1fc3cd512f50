package io.tollkeeper.engine.domain;

/**
 * How much one customer may have.
 *
 * @param grants that can be spent now or later
 */
public record Limits(int grants) {}
