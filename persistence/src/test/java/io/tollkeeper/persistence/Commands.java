package io.tollkeeper.persistence;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.OnInsufficient;

/** Commands that tests give. */
final class Commands {

  /** The only feature of the catalogue that tests use. */
  static final String FEATURE = "images";

  private Commands() {}

  static Command.AddGrant grant(String id, int credits) {
    return new Command.AddGrant(id, credits(credits), GrantKind.PAID, Grant.DEFAULT_PRIORITY, Optional.empty(),
        Optional.empty(), Set.of(), Grant.SOURCE_API, "");
  }

  static Command.Consume consume(String id, int credits) {
    return new Command.Consume(id, new Demand(FEATURE, 1, Optional.of(credits(credits)), Dimensions.NONE),
        Optional.empty(), OnInsufficient.REJECT,
        Optional.empty(), Metadata.NONE);
  }

  /** Many of them, numbered from 0. */
  static List<Command.Consume> consume(String prefix, int count, int credits) {
    return IntStream.range(0, count).mapToObj(i -> consume(prefix + i, credits)).toList();
  }

  static Credits credits(int credits) {
    return Credits.of(BigDecimal.valueOf(credits));
  }
}
