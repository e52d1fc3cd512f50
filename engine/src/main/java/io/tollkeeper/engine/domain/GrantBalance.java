package io.tollkeeper.engine.domain;

/**
 * A grant and what is left of it.
 *
 * @param grant the allotment
 * @param left what has not been spent yet
 * @param held the part of that which open reservations hold
 * @param isFrozen whether the rest cannot be spent, because its payment is disputed
 */
public record GrantBalance(Grant grant, Credits left, Credits held, boolean isFrozen) {

  /** A grant that is not disputed. */
  public GrantBalance(Grant grant, Credits left, Credits held) {
    this(grant, left, held, false);
  }

  static GrantBalance full(Grant grant) {
    return new GrantBalance(grant, grant.credits(), Credits.ZERO);
  }

  static GrantBalance empty(Grant grant) {
    return new GrantBalance(grant, Credits.ZERO, Credits.ZERO);
  }

  /** What is neither spent nor held. */
  public Credits free() {
    return left.minus(held);
  }

  /** After so many micro-credits (signed) were added to what is left and to what is held of it. */
  GrantBalance after(long leftMicros, long heldMicros) {
    return new GrantBalance(grant, new Credits(Math.addExact(left.micros(), leftMicros)),
        new Credits(Math.addExact(held.micros(), heldMicros)), isFrozen);
  }

  /** Whether what is free of it can be spent. */
  public boolean isUsable() {
    return !isFrozen;
  }

  /** The same, disputed or not. */
  GrantBalance frozen(boolean disputed) {
    return disputed == isFrozen ? this : new GrantBalance(grant, left, held, disputed);
  }
}
