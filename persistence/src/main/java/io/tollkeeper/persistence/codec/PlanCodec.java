package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;

import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.Subscription;
import io.tollkeeper.engine.domain.Subscription.Ahead;
import io.tollkeeper.persistence.stored.Rows;
import io.tollkeeper.persistence.stored.Values;

/** The written form of customers' plans, and of events about them. */
final class PlanCodec {

  private PlanCodec() {}

  static Values.Period write(Period period) {
    return Values.Period.newBuilder().setStart(ValueCodec.write(period.start())).setEnd(ValueCodec.write(period.end()))
        .build();
  }

  static Period read(Values.Period period) {
    require(period.hasStart() && period.hasEnd(), "the start or the end of a period");
    return new Period(ValueCodec.read(period.getStart()), ValueCodec.read(period.getEnd()));
  }

  static Values.Subscription write(Subscription held) {
    var out = Values.Subscription.newBuilder()
        .setSource(held.source())
        .setTerms(Values.Terms.newBuilder().setPlan(held.plan()).setVersion(held.version()))
        .setSince(ValueCodec.write(held.since()))
        .setTrial(held.trial())
        .setPeriod(write(held.period()));
    if (!held.credited().equals(held.period())) out.setCredited(write(held.credited()));
    held.ahead().ifPresent(ahead -> {
      switch (ahead) {
        case Ahead.Change(var plan) -> out.setChange(plan);
        case Ahead.End _ -> out.setEnd(true);
      }
    });
    return out.build();
  }

  static Subscription read(Values.Subscription held) {
    require(held.hasTerms() && held.hasSince() && held.hasPeriod(), "a part of a customer's plan");
    var period = read(held.getPeriod());
    return new Subscription(held.getSource(), held.getTerms().getPlan(), held.getTerms().getVersion(),
        ValueCodec.read(held.getSince()), held.getTrial(), period,
        held.hasCredited() ? read(held.getCredited()) : period, switch (held.getAheadCase()) {
          case CHANGE -> Optional.of(new Ahead.Change(held.getChange()));
          case END -> Optional.of(new Ahead.End());
          case AHEAD_NOT_SET -> Optional.empty();
        });
  }

  static void write(Event.PlanAssigned event, Rows.PlanAssignedV1.Builder out) {
    out.setSubscription(write(event.subscription())).addAllIncluded(write(event.included()));
  }

  static Event read(Rows.PlanAssignedV1 event) {
    return new Event.PlanAssigned(held(event.hasSubscription(), event.getSubscription()),
        read(event.getIncludedList()));
  }

  static Event read(Rows.PlanAheadV1 event) {
    return new Event.PlanAhead(held(event.hasSubscription(), event.getSubscription()));
  }

  static void write(Event.PeriodStarted event, Rows.PeriodStartedV1.Builder out) {
    out.setSubscription(write(event.subscription())).addAllIncluded(write(event.included()));
    event.rolledOver().ifPresent(grant -> out.setRolledOver(GrantCodec.write(grant)));
  }

  static Event read(Rows.PeriodStartedV1 event) {
    return new Event.PeriodStarted(held(event.hasSubscription(), event.getSubscription()),
        read(event.getIncludedList()), rolledOver(event.hasRolledOver(), event.getRolledOver()));
  }

  static Event read(Rows.PlanEndedV1 event) {
    return new Event.PlanEnded(held(event.hasSubscription(), event.getSubscription()));
  }

  static void write(Event.CreditsIncluded event, Rows.CreditsIncludedV1.Builder out) {
    out.setPlan(event.plan()).setCatalogueVersion(event.catalogueVersion()).setPeriod(write(event.period()))
        .addAllIncluded(write(event.included()));
    event.rolledOver().ifPresent(grant -> out.setRolledOver(GrantCodec.write(grant)));
  }

  static Event read(Rows.CreditsIncludedV1 event) {
    require(event.hasPeriod(), "the period of credits that were included");
    return new Event.CreditsIncluded(event.getPlan(), event.getCatalogueVersion(), read(event.getPeriod()),
        read(event.getIncludedList()), rolledOver(event.hasRolledOver(), event.getRolledOver()));
  }

  private static Subscription held(boolean present, Values.Subscription held) {
    require(present, "a customer's plan");
    return read(held);
  }

  private static List<Values.Grant> write(List<Grant> grants) {
    return grants.stream().map(GrantCodec::write).toList();
  }

  private static List<Grant> read(List<Values.Grant> grants) {
    return grants.stream().map(GrantCodec::read).toList();
  }

  private static Optional<Grant> rolledOver(boolean present, Values.Grant grant) {
    return present ? Optional.of(GrantCodec.read(grant)) : Optional.empty();
  }
}
