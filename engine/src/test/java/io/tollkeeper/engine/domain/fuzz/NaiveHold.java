package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.CostRule;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.fuzz.Effects.Taken;

/** A reservation as the model sees it: kept for ever, whatever becomes of it. */
final class NaiveHold {

  /** A settle that was accepted, and what its caller was told. */
  record Settled(Command.Settle command, Effects.Told.Work told) {}

  final String id;
  final Demand demand;
  final List<String> runs;
  final Catalogue catalogue;
  final Optional<List<CostRule>> ofPlan;
  Instant until;
  String status = "open";
  List<Taken> held = List.of();
  BigDecimal lapsed = Effects.NOTHING;
  BigDecimal charged = Effects.NOTHING;
  BigDecimal uncollected = Effects.NOTHING;
  NaiveBill bill = NaiveBill.NOTHING;
  Optional<BigDecimal> said = Optional.empty();
  int use;
  Instant resolvedAt = Instant.EPOCH;
  Optional<Effects.Told.Work> resolution = Optional.empty();
  final List<Settled> settles = new ArrayList<>();

  NaiveHold(String id, Demand demand, List<String> runs, Catalogue catalogue, Optional<List<CostRule>> ofPlan,
      Instant until) {
    this.id = id;
    this.demand = demand;
    this.runs = runs;
    this.catalogue = catalogue;
    this.ofPlan = ofPlan;
    this.until = until;
  }

  NaiveHold copy() {
    var copy = new NaiveHold(id, demand, runs, catalogue, ofPlan, until);
    copy.status = status;
    copy.held = held;
    copy.lapsed = lapsed;
    copy.charged = charged;
    copy.uncollected = uncollected;
    copy.bill = bill;
    copy.said = said;
    copy.use = use;
    copy.resolvedAt = resolvedAt;
    copy.resolution = resolution;
    copy.settles.addAll(settles);
    return copy;
  }

  boolean open() {
    return status.equals("open");
  }

  /** Whether a settle asked for anything. */
  boolean worked() {
    return charged.signum() > 0 || uncollected.signum() > 0;
  }

  BigDecimal holds() {
    return NaiveBill.total(held);
  }

  Effects.Held seen() {
    return new Effects.Held(id, status, runs.stream().findFirst(), held, charged, uncollected, until);
  }
}
