package io.tollkeeper.engine.domain.plans;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Which credits plans must have brought a customer by now, from nothing but what was asked of it and when. */
final class PlanModel {

  /** What a plan of the test's catalogue includes. */
  record Terms(boolean yearly, boolean monthlyCredits, long amount, long trial) {
    int creditMonths() {
      return yearly && !monthlyCredits ? 12 : 1;
    }
  }

  /** Credits that were given. */
  record Given(String id, Instant at, long amount) {}

  private record Held(String plan, Terms terms, boolean trial, Instant start, Instant end, Instant creditedEnd,
      Optional<String> ahead) {
    Instant due() {
      return creditedEnd.isBefore(end) ? creditedEnd : end;
    }
  }

  static final String FREE = "free";
  private static final String END = "";

  private final Instant createdDay;
  private final List<Given> given = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private Map<String, Terms> sold;
  private Optional<Held> held = Optional.empty();
  private Optional<Instant> anchor = Optional.empty();
  private Instant freeUntil;

  PlanModel(Map<String, Terms> sold, Instant created) {
    this.sold = sold;
    this.createdDay = LocalDate.ofInstant(created, ZoneOffset.UTC).atStartOfDay(ZoneOffset.UTC).toInstant();
    this.freeUntil = created;
    advance(created);
  }

  List<Given> given() {
    return given;
  }

  Optional<Instant> periodEnd() {
    return held.map(Held::end);
  }

  Optional<String> plan() {
    return held.map(Held::plan);
  }

  void publish(Map<String, Terms> plans) {
    sold = plans;
  }

  void advance(Instant now) {
    while (true) {
      if (held.isEmpty()) {
        if (freeUntil.isAfter(now)) return;
        free(freeUntil);
        continue;
      }
      var due = held.get().due();
      if (due.isAfter(now)) return;
      if (due.isBefore(held.get().end())) credit(held.get().plan(), held.get().terms(), held.get().ahead(), due);
      else turn(held.get(), due);
    }
  }

  private void turn(Held ended, Instant at) {
    if (ended.ahead().equals(Optional.of(END))) end(at);
    else {
      var plan = ended.ahead().orElse(ended.plan());
      credit(plan, terms(plan), Optional.empty(), at);
    }
  }

  void assign(String plan, boolean atEnd, Optional<Instant> trialUntil, Instant now) {
    if (held.isPresent() && held.get().plan().equals(plan)) {
      var was = held.get();
      var end = was.trial() ? trialUntil.orElse(was.end()) : was.end();
      held =
          Optional.of(new Held(plan, was.terms(), was.trial(), was.start(), end, was.trial() ? end : was.creditedEnd(),
              Optional.empty()));
    } else if (held.isPresent() && atEnd) {
      held = Optional.of(ahead(plan));
    } else {
      if (anchor.isEmpty()) anchor = Optional.of(now);
      if (trialUntil.isEmpty()) {
        credit(plan, terms(plan), Optional.empty(), now);
        return;
      }
      held = Optional.of(
          new Held(plan, terms(plan), true, now, trialUntil.get(), trialUntil.get(), Optional.empty()));
      give("plan:" + plan + ":trial", now, terms(plan).trial());
    }
  }

  void cancel(boolean atEnd, Instant now) {
    if (held.isEmpty()) return;
    if (atEnd) held = Optional.of(ahead(END));
    else end(now);
  }

  private Held ahead(String next) {
    var was = held.orElseThrow();
    return new Held(was.plan(), was.terms(), was.trial(), was.start(), was.end(), was.creditedEnd(), Optional.of(next));
  }

  private void end(Instant at) {
    held = Optional.empty();
    if (freeUntil.isAfter(at)) return;
    free(at);
  }

  private void free(Instant at) {
    var start = startOf(createdDay, 1, at);
    give("plan:free:" + start, at, terms(FREE).amount());
    freeUntil = after(createdDay, 1, start);
  }

  private void credit(String plan, Terms terms, Optional<String> ahead, Instant at) {
    var from = anchor.orElseThrow();
    var months = terms.yearly() ? 12 : 1;
    var start = startOf(from, months, at);
    var credited = startOf(from, terms.creditMonths(), at);
    held = Optional.of(new Held(plan, terms, false, start, after(from, months, start),
        after(from, terms.creditMonths(), credited), ahead));
    give("plan:" + plan + ':' + credited, at, terms.amount());
  }

  private void give(String id, Instant at, long amount) {
    if (amount > 0 && ids.add(id)) given.add(new Given(id, at, amount));
  }

  private Terms terms(String plan) {
    return Objects.requireNonNull(sold.get(plan));
  }

  private static Instant startOf(Instant anchor, int months, Instant at) {
    var number = 0;
    while (!shifted(anchor, (number + 1) * months).isAfter(at))
      number++;
    while (shifted(anchor, number * months).isAfter(at))
      number--;
    return shifted(anchor, number * months);
  }

  private static Instant after(Instant anchor, int months, Instant start) {
    var number = 0;
    while (!shifted(anchor, number * months).isAfter(start))
      number++;
    return shifted(anchor, number * months);
  }

  private static Instant shifted(Instant anchor, int months) {
    var at = anchor.atOffset(ZoneOffset.UTC);
    var count = at.getYear() * 12 + at.getMonthValue() - 1 + months;
    var month = YearMonth.of(Math.floorDiv(count, 12), Math.floorMod(count, 12) + 1);
    return month.atDay(Math.min(at.getDayOfMonth(), month.lengthOfMonth())).atTime(at.toLocalTime())
        .toInstant(ZoneOffset.UTC);
  }
}
