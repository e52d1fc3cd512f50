package io.tollkeeper.engine.domain;

/** Credits taken from one grant. Recorded, so that a later change of the burn-down order rewrites no history. */
public record Draw(String grant, Credits amount) {}
