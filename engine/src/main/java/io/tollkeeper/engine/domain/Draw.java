package io.tollkeeper.engine.domain;

import java.util.ArrayList;
import java.util.List;

/** Credits taken from one grant. Recorded, so that a later change of the burn-down order rewrites no history. */
public record Draw(String grant, Credits amount) {

  static Credits total(List<Draw> draws) {
    var micros = 0L;
    for (var draw : draws)
      micros = Math.addExact(micros, draw.amount().micros());
    return new Credits(micros);
  }

  /** The first draws, up to this amount in all. */
  static List<Draw> first(List<Draw> draws, Credits amount) {
    var first = new ArrayList<Draw>(draws.size());
    var missing = amount;
    for (var draw : draws) {
      if (missing.isZero()) break;
      var part = missing.min(draw.amount());
      first.add(new Draw(draw.grant(), part));
      missing = missing.minus(part);
    }
    return first;
  }

  /** The draws that are left when the first ones, up to this amount in all, are gone. */
  static List<Draw> after(List<Draw> draws, Credits amount) {
    var rest = new ArrayList<Draw>(draws.size());
    var gone = amount;
    for (var draw : draws) {
      var part = gone.min(draw.amount());
      gone = gone.minus(part);
      var left = draw.amount().minus(part);
      if (!left.isZero()) rest.add(new Draw(draw.grant(), left));
    }
    return rest;
  }

  /** The one and then the other, with one draw for neighbours on the same grant. */
  static List<Draw> merged(List<Draw> one, List<Draw> other) {
    if (one.isEmpty()) return other;
    if (other.isEmpty()) return one;
    var all = new ArrayList<>(one);
    for (var draw : other) {
      var last = all.getLast();
      if (last.grant().equals(draw.grant()))
        all.set(all.size() - 1, new Draw(draw.grant(), last.amount().plus(draw.amount())));
      else
        all.add(draw);
    }
    return all;
  }
}
