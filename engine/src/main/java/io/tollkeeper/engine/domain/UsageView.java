package io.tollkeeper.engine.domain;

/**
 * What became of a usage id.
 *
 * @param answer what was answered when it was charged
 * @param refunded what of the charge has been given back since
 */
public record UsageView(Answer answer, Credits refunded) {}
