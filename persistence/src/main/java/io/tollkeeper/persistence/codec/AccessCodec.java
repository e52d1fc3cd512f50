package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;

import java.time.Instant;
import java.util.Optional;

import io.tollkeeper.engine.domain.Access;
import io.tollkeeper.engine.domain.EntitlementOverride;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Limit;
import io.tollkeeper.engine.domain.PaidSubscription;
import io.tollkeeper.engine.domain.Subscription;
import io.tollkeeper.engine.domain.Tree;
import io.tollkeeper.engine.domain.Window;
import io.tollkeeper.persistence.stored.Customers;
import io.tollkeeper.persistence.stored.Rows;
import io.tollkeeper.persistence.stored.Values;

/** The written form of what a customer may use: its exceptions, and in a snapshot all of it. */
final class AccessCodec {

  private AccessCodec() {}

  /** Empty for nothing but what everyone has. */
  static Optional<Customers.Access> write(Access access) {
    if (access.equals(Access.NONE)) return Optional.empty();
    var out = Customers.Access.newBuilder();
    access.subscription().ifPresent(held -> out.setSubscription(PlanCodec.write(held)));
    access.anchor().ifPresent(anchor -> out.setAnchor(ValueCodec.write(anchor)));
    access.included().ifPresent(last -> out.setIncluded(
        Customers.Included.newBuilder().setPlan(last.plan()).setPeriod(PlanCodec.write(last.period()))));
    access.overrides().forEach((_, override) -> out.addOverrides(write(override)));
    access.suspension().ifPresent(out::setSuspension);
    for (var known : access.paidList())
      out.addPaid(HeldSubscriptionCodec.write(known));
    return Optional.of(out.build());
  }

  static Access read(Customers.Access access) {
    var overrides = Tree.<String, EntitlementOverride>empty();
    for (var override : access.getOverridesList())
      overrides = overrides.plus(override.getFeature(), read(override));
    return new Access(
        access.hasSubscription()
            ? Optional.of(PlanCodec.read(access.getSubscription()))
            : Optional.<Subscription>empty(),
        access.hasAnchor() ? Optional.of(ValueCodec.read(access.getAnchor())) : Optional.<Instant>empty(),
        paid(access),
        access.hasIncluded() ? Optional.of(read(access.getIncluded())) : Optional.<Access.Included>empty(), overrides,
        access.hasSuspension() ? Optional.of(access.getSuspension()) : Optional.empty());
  }

  private static Tree<String, PaidSubscription> paid(Customers.Access access) {
    var paid = Tree.<String, PaidSubscription>empty();
    for (var known : access.getPaidList())
      paid = paid.plus(known.getTold().getId(), HeldSubscriptionCodec.read(known));
    return paid;
  }

  static Values.EntitlementOverride write(EntitlementOverride override) {
    var out = Values.EntitlementOverride.newBuilder()
        .setFeature(override.feature())
        .setEffect(EnumCodec.write(override.effect()))
        .setSetAt(ValueCodec.write(override.setAt()))
        .setReason(override.reason())
        .setAuthor(override.author());
    override.value().ifPresent(out::setValue);
    override.limit().ifPresent(limit -> out.setLimit(write(limit)));
    override.expiresAt().ifPresent(time -> out.setExpiresAt(ValueCodec.write(time)));
    return out.build();
  }

  static Event read(Rows.OverridePutV1 event) {
    require(event.hasOverride(), "an override");
    return new Event.OverridePut(read(event.getOverride()));
  }

  private static EntitlementOverride read(Values.EntitlementOverride override) {
    require(override.hasSetAt(), "the start of the override of " + override.getFeature());
    return new EntitlementOverride(override.getFeature(), EnumCodec.read(override.getEffect()),
        override.hasValue() ? Optional.of(override.getValue()) : Optional.empty(),
        override.hasLimit() ? Optional.of(read(override.getLimit())) : Optional.<Limit>empty(),
        ValueCodec.read(override.getSetAt()),
        override.hasExpiresAt() ? Optional.of(ValueCodec.read(override.getExpiresAt())) : Optional.<Instant>empty(),
        override.getReason(), override.getAuthor());
  }

  private static Access.Included read(Customers.Included last) {
    require(last.hasPeriod(), "the period of credits that were included");
    return new Access.Included(last.getPlan(), PlanCodec.read(last.getPeriod()));
  }

  private static Values.Limit write(Limit limit) {
    var out = Values.Limit.newBuilder().setLimit(limit.limit()).setPerQuantity(limit.perQuantity());
    limit.window().ifPresent(window -> out.setWindow(EnumCodec.write(window)));
    return out.build();
  }

  private static Limit read(Values.Limit limit) {
    return new Limit(limit.getLimit(),
        limit.hasWindow() ? Optional.of(EnumCodec.read(limit.getWindow())) : Optional.<Window>empty(),
        limit.getPerQuantity());
  }
}
