package io.tollkeeper.engine.domain;

/**
 * A plan, or a pack, as one publication has it.
 *
 * @param plan its key; {@code pack:} and its key for a pack
 * @param version the publication
 */
public record Terms(String plan, int version) {}
