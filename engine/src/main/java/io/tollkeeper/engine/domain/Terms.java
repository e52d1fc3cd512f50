package io.tollkeeper.engine.domain;

/**
 * A plan as one publication has it.
 *
 * @param plan its key
 * @param version the publication
 */
public record Terms(String plan, int version) {}
