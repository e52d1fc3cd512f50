package io.tollkeeper.engine.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * What was taken from a customer for something.
 *
 * @param draws from which grants, in the order in which it was taken
 * @param borrowed beyond that, on credit
 */
public record Charge(List<Draw> draws, Credits borrowed) {

  public static final Charge NONE = new Charge(List.of(), Credits.ZERO);

  public Charge {
    draws = List.copyOf(draws);
  }

  public Credits total() {
    return Draw.total(draws).plus(borrowed);
  }

  /** This charge and another one after it. */
  Charge plus(Charge other) {
    return new Charge(Draw.merged(draws, other.draws), borrowed.plus(other.borrowed));
  }

  /** What is given back if this much of it is, the last taken first: what was borrowed, then the draws in reverse order. */
  Charge last(Credits amount) {
    var debt = amount.min(borrowed);
    var missing = amount.minus(debt);
    var back = new ArrayList<Draw>();
    for (var draw : draws.reversed()) {
      if (missing.isZero()) break;
      var part = missing.min(draw.amount());
      back.add(new Draw(draw.grant(), part));
      missing = missing.minus(part);
    }
    return new Charge(back, debt);
  }

  /** What is left of it after its last part was given back. */
  Charge withoutLast(Credits amount) {
    var debt = amount.min(borrowed);
    var kept = Draw.total(draws).minus(amount.minus(debt));
    return new Charge(Draw.first(draws, kept), borrowed.minus(debt));
  }
}
