package io.tollkeeper.persistence.codec;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Past;

/** A past of nothing but rows and publications. */
record RowsAtHand(LongFunction<Optional<Facts>> rows, List<Catalogue> publications) implements Past {

  @Override
  public Optional<Facts> row(long number) {
    return rows.apply(number);
  }

  @Override
  public Optional<List<Long>> forgotten(long hash) {
    return Optional.of(List.of());
  }

  @Override
  public Optional<Catalogue> catalogue(int version) {
    return publications.stream().filter(publication -> publication.version() == version).findFirst();
  }
}
