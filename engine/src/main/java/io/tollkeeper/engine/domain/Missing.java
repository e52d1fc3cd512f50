package io.tollkeeper.engine.domain;

/**
 * Ends a decision that needs something that is not at hand, wherever it is noticed, so that the rules read as if the whole past were in
 * memory. Never leaves {@link Decider}.
 */
final class Missing extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Need need;

  Missing(Need need) {
    super("not at hand: " + need, null, false, false);
    this.need = need;
  }

  Need need() {
    return need;
  }
}
