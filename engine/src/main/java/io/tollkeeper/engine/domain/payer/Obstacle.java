package io.tollkeeper.engine.domain.payer;

/** Why something that a notice is about cannot be ordered yet. */
public sealed interface Obstacle {

  /**
   * Something has to be told first.
   *
   * @param reason a code
   * @param waitsFor what it is that has to be told: a payer, a payment or a subscription
   */
  record Waiting(String reason, String waitsFor) implements Obstacle {}

  /** Two notices of the same time disagree about this subscription. */
  record Ambiguous(String subscription) implements Obstacle {}

  /** It cannot be done as things are. The reason is a code, and after a colon what more there is to say. */
  record Refused(String reason) implements Obstacle {}
}
