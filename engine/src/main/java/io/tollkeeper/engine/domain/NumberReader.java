package io.tollkeeper.engine.domain;

import java.math.BigDecimal;
import java.util.Optional;

/** Reads the numbers that plans and packs share: amounts of credits and priorities. */
final class NumberReader {

  private static final int MAX_PRIORITY = 1_000;

  private NumberReader() {}

  /** The amount under this name, 0 or more. */
  static Optional<Credits> amount(DocumentPart part, String name, String hint) {
    return amount(part, name, hint, "0 or more", 0);
  }

  /** The amount under this name, more than 0. */
  static Optional<Credits> positive(DocumentPart part, String name, String hint) {
    return amount(part, name, hint, "more than 0", 1);
  }

  /** The place in the burn-down order. */
  static int priority(DocumentPart part) {
    return whole(part, "priority", MAX_PRIORITY, "a priority", "10 is the default; lower is spent first")
        .orElse(Grant.DEFAULT_PRIORITY);
  }

  /** The number of {@code things} under this name, 0 … {@code max}. */
  static Optional<Integer> whole(DocumentPart part, String name, int max, String things, String hint) {
    var number = part.decimal(name);
    var whole = number.filter(value -> NumberBounds.isWhole(value, max));
    if (number.isPresent() && whole.isEmpty())
      part.problem(name, things + " is a whole number from 0 to " + max, hint);
    return whole.map(BigDecimal::intValueExact);
  }

  private static Optional<Credits> amount(DocumentPart part, String name, String hint, String least, int leastSign) {
    var number = part.decimal(name);
    var amount = number.filter(value -> NumberBounds.isAmount(value) && value.signum() >= leastSign);
    if (number.isPresent() && amount.isEmpty())
      part.problem(name,
          "an amount is " + least + ", at most " + NumberBounds.MAX_AMOUNT + " and has at most " + Credits.DECIMALS
              + " decimals",
          hint);
    return amount.map(Credits::of);
  }
}
