package io.tollkeeper.http;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.entity.Request;
import io.tollkeeper.http.problem.Malformed;
import io.tollkeeper.http.read.Fields;
import io.tollkeeper.http.read.Work;

/** Reads operations: the one place that knows which fields each has, whether it comes alone or in a batch. */
final class Operations {

  // Clocks of callers differ from ours; more than this is a mistake.
  private static final Duration MAX_AHEAD = Duration.ofMinutes(5);
  private static final Duration HOLD = Duration.ofMinutes(15);
  private static final Duration MAX_HOLD = Duration.ofDays(1);
  private static final int MAX_REASON = 500;

  private final Clock clock;
  private final ApiLimits limits;

  Operations(Clock clock, ApiLimits limits) {
    this.clock = clock;
    this.limits = limits;
  }

  /** The operation that these fields describe, asked for by this tenant. */
  Operation read(Verb verb, Fields fields, String tenant) {
    var customer = new CustomerKey(tenant, fields.newId("customer"));
    var request = switch (verb) {
      case AUTHORIZE -> authorize(fields);
      case CONSUME -> new Request.Write(consume(fields));
      case RESERVE -> new Request.Write(reserve(fields));
      case SETTLE -> new Request.Write(settle(fields));
      case RELEASE -> new Request.Write(new Command.Release(fields.id("reservation_id")));
      case EXTEND -> new Request.Write(extend(fields));
      case REFUND -> new Request.Write(refund(fields));
    };
    fields.end();
    return new Operation(customer, request, verb == Verb.RESERVE ? 201 : 200);
  }

  private static Request.Operation authorize(Fields fields) {
    return new Request.Authorize(Work.demand(fields), fields.optionalId("run_id"),
        Work.onInsufficient(fields, OnInsufficient.REJECT), fields.wholeNumber("min_seq", 0, Long.MAX_VALUE).orElse(0));
  }

  private Command consume(Fields fields) {
    var id = fields.newId("usage_id");
    var demand = Work.demand(fields);
    var run = fields.optionalId("run_id");
    var onInsufficient = Work.onInsufficient(fields, OnInsufficient.REJECT);
    var occurredAt = fields.time("occurred_at");
    if (occurredAt.isPresent() && occurredAt.get().isAfter(clock.instant().plus(MAX_AHEAD)))
      throw Malformed.request("/occurred_at", "this is more than " + MAX_AHEAD.toMinutes() + " minutes ahead");
    return new Command.Consume(id, demand, run, onInsufficient, occurredAt, metadata(fields));
  }

  private Command reserve(Fields fields) {
    return new Command.Reserve(fields.newId("reservation_id"), Work.demand(fields), fields.optionalId("run_id"),
        fields.seconds("ttl_seconds", MAX_HOLD).orElse(HOLD), fields.truth("partial_ok").orElse(false),
        metadata(fields));
  }

  private static Command settle(Fields fields) {
    var reservation = fields.id("reservation_id");
    var settle = fields.optionalNewId("settle_id");
    boolean last = fields.truth("final").orElse(true);
    if (!last) fields.required("settle_id", settle);
    return new Command.Settle(reservation, settle, last, fields.creditsOrNone("credits"), Work.quantityDone(fields),
        Work.dimensions(fields), Work.onInsufficient(fields, OnInsufficient.CAP));
  }

  private static Command extend(Fields fields) {
    var id = fields.newId("extend_id");
    var reservation = fields.id("reservation_id");
    var ttl = fields.seconds("ttl_seconds", MAX_HOLD);
    var credits = fields.credits("credits");
    if (ttl.isEmpty() && credits.isEmpty())
      throw Malformed.request("/ttl_seconds", "this field is required, or credits, or both");
    return new Command.Extend(id, reservation, ttl, credits);
  }

  private static Command refund(Fields fields) {
    return new Command.Refund(fields.newId("refund_id"), target(fields), fields.credits("credits"),
        fields.text("reason", MAX_REASON).orElse(""));
  }

  private static Command.Target target(Fields fields) {
    var usage = fields.optionalId("usage_id");
    Optional<Command.Target> reservation = fields.optionalId("reservation_id").map(Command.Target.Reservation::new);
    if (usage.isPresent() && reservation.isPresent())
      throw Malformed.request("/reservation_id", "usage_id and reservation_id exclude each other");
    return reservation.orElseGet(() -> new Command.Target.Usage(fields.required("usage_id", usage)));
  }

  private Metadata metadata(Fields fields) {
    return fields.metadata("metadata", limits.metadataBytes()).orElse(Metadata.NONE);
  }
}
