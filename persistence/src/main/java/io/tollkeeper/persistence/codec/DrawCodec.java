package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.Charge;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Draw;
import io.tollkeeper.engine.domain.LedgerEntry;
import io.tollkeeper.persistence.stored.Values;

/**
 * The written form of draws that follow something in which most of their grants are named already: those are written as numbers.
 *
 * @param named the ids of those grants
 */
record DrawCodec(List<String> named) {

  /** For an event of a fact with these entries. */
  static DrawCodec after(List<LedgerEntry> entries) {
    var named = new ArrayList<String>(2);
    for (var entry : entries)
      for (var draw : entry.draws())
        named.add(draw.grant());
    return new DrawCodec(named);
  }

  Values.Draw write(Draw draw) {
    var out = Values.Draw.newBuilder().setAmount(draw.amount().micros());
    var number = named.indexOf(draw.grant()) + 1;
    return number > 0 ? out.setNamed(number).build() : out.setGrant(draw.grant()).build();
  }

  Draw read(Values.Draw draw) {
    return new Draw(grant(draw), new Credits(draw.getAmount()));
  }

  private String grant(Values.Draw draw) {
    var number = draw.getNamed();
    if (number == 0) return draw.getGrant();
    require(number > 0 && number <= named.size(), "grant number " + number + " of a draw");
    return named.get(number - 1);
  }

  List<Values.Draw> write(List<Draw> draws) {
    return draws.stream().map(this::write).toList();
  }

  List<Draw> read(List<Values.Draw> draws) {
    return draws.stream().map(this::read).toList();
  }

  /** Empty for nothing. */
  Optional<Values.Charge> write(Charge charge) {
    return charge.equals(Charge.NONE)
        ? Optional.empty()
        : Optional.of(Values.Charge.newBuilder().addAllDraws(write(charge.draws()))
            .setBorrowed(charge.borrowed().micros()).build());
  }

  Charge read(Values.Charge charge) {
    return new Charge(read(charge.getDrawsList()), new Credits(charge.getBorrowed()));
  }
}
