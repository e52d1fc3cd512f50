package io.tollkeeper.engine.domain;

import java.util.List;

/** Facts of one customer that are durable together or not at all: one row of the journal. Never empty. */
public record Facts(List<Fact> list) {

  public Facts {
    list = List.copyOf(list);
  }
}
