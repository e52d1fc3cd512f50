package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.Term;
import io.tollkeeper.persistence.stored.Commands;

/** The written form of commands as they were accepted. */
final class CommandCodec {

  private CommandCodec() {}

  static Commands.AddGrant write(Command.AddGrant command) {
    var out = Commands.AddGrant.newBuilder()
        .setId(command.id())
        .setCredits(command.credits().micros())
        .setKind(EnumCodec.write(command.kind()))
        .setPriority(command.priority())
        .addAllFeatures(command.features().stream().sorted().toList())
        .setSource(command.source())
        .setReason(command.reason());
    command.effectiveAt().ifPresent(time -> out.setEffectiveAt(ValueCodec.write(time)));
    command.expiry().ifPresent(expiry -> {
      switch (expiry) {
        case Command.Expiry.At(var time) -> out.setExpiresAt(ValueCodec.write(time));
        case Command.Expiry.After(var term) -> out.setExpiresAfter(term.toString());
      }
    });
    return out.build();
  }

  static Command.AddGrant read(Commands.AddGrant command) {
    var effectiveAt =
        command.hasEffectiveAt() ? Optional.of(ValueCodec.read(command.getEffectiveAt())) : Optional.<Instant>empty();
    Optional<Command.Expiry> expiry = switch (command.getExpiryCase()) {
      case EXPIRES_AT -> Optional.of(new Command.Expiry.At(ValueCodec.read(command.getExpiresAt())));
      case EXPIRES_AFTER -> Optional.of(new Command.Expiry.After(term(command.getExpiresAfter())));
      case EXPIRY_NOT_SET -> Optional.empty();
    };
    return new Command.AddGrant(command.getId(), new Credits(command.getCredits()), EnumCodec.read(command.getKind()),
        command.getPriority(), effectiveAt, expiry,
        Set.copyOf(command.getFeaturesList()), command.getSource(), command.getReason());
  }

  static Commands.Adjust write(Command.Adjust command) {
    return Commands.Adjust.newBuilder().setId(command.id()).setAmount(command.micros()).setReason(command.reason())
        .build();
  }

  static Command.Adjust read(Commands.Adjust command) {
    return new Command.Adjust(command.getId(), command.getAmount(), command.getReason());
  }

  static Commands.Consume write(Command.Consume command) {
    var demand = command.demand();
    var out = Commands.Consume.newBuilder()
        .setId(command.id())
        .setFeature(demand.feature())
        .setQuantity(demand.quantity())
        .setOnInsufficient(EnumCodec.write(command.onInsufficient()));
    demand.credits().ifPresent(credits -> out.setCredits(credits.micros()));
    if (!demand.dimensions().isEmpty()) out.setDimensions(PriceCodec.write(demand.dimensions()));
    command.run().ifPresent(out::setRun);
    command.occurredAt().ifPresent(time -> out.setOccurredAt(ValueCodec.write(time)));
    if (ValueCodec.isGiven(command.metadata())) out.setMetadata(ValueCodec.write(command.metadata()));
    return out.build();
  }

  static Command.Consume read(Commands.Consume command) {
    var credits = command.hasCredits() ? Optional.of(new Credits(command.getCredits())) : Optional.<Credits>empty();
    var dimensions = command.hasDimensions() ? PriceCodec.read(command.getDimensions()) : Dimensions.NONE;
    var demand = new Demand(command.getFeature(), command.getQuantity(), credits, dimensions);
    return new Command.Consume(command.getId(), demand,
        command.hasRun() ? Optional.of(command.getRun()) : Optional.empty(),
        EnumCodec.read(command.getOnInsufficient()),
        command.hasOccurredAt() ? Optional.of(ValueCodec.read(command.getOccurredAt())) : Optional.empty(),
        command.hasMetadata() ? ValueCodec.read(command.getMetadata()) : Metadata.NONE);
  }

  static Commands.Reserve write(Command.Reserve command) {
    var out = Commands.Reserve.newBuilder()
        .setId(command.id())
        .setDemand(PriceCodec.write(command.demand()))
        .setTtl(ValueCodec.write(command.ttl()))
        .setPartial(command.partial());
    command.run().ifPresent(out::setRun);
    if (ValueCodec.isGiven(command.metadata())) out.setMetadata(ValueCodec.write(command.metadata()));
    return out.build();
  }

  static Command.Reserve read(Commands.Reserve command) {
    require(command.hasDemand() && command.hasTtl(), "a part of reservation " + command.getId());
    return new Command.Reserve(command.getId(), PriceCodec.read(command.getDemand()),
        command.hasRun() ? Optional.of(command.getRun()) : Optional.empty(), ValueCodec.read(command.getTtl()),
        command.getPartial(), command.hasMetadata() ? ValueCodec.read(command.getMetadata()) : Metadata.NONE);
  }

  static Commands.Extend write(Command.Extend command) {
    var out = Commands.Extend.newBuilder().setId(command.id()).setReservation(command.reservation());
    command.ttl().ifPresent(ttl -> out.setTtl(ValueCodec.write(ttl)));
    command.credits().ifPresent(credits -> out.setCredits(credits.micros()));
    return out.build();
  }

  static Command.Extend read(Commands.Extend command) {
    return new Command.Extend(command.getId(), command.getReservation(),
        command.hasTtl() ? Optional.of(ValueCodec.read(command.getTtl())) : Optional.<Duration>empty(),
        command.hasCredits() ? Optional.of(new Credits(command.getCredits())) : Optional.empty());
  }

  static Commands.Settle write(Command.Settle command) {
    var out = Commands.Settle.newBuilder()
        .setReservation(command.reservation())
        .setLast(command.last())
        .setOnInsufficient(EnumCodec.write(command.onInsufficient()));
    command.settle().ifPresent(out::setSettle);
    command.credits().ifPresent(credits -> out.setCredits(credits.micros()));
    command.quantity().ifPresent(out::setQuantity);
    if (!command.dimensions().isEmpty()) out.setDimensions(PriceCodec.write(command.dimensions()));
    return out.build();
  }

  static Command.Settle read(Commands.Settle command) {
    return new Command.Settle(command.getReservation(),
        command.hasSettle() ? Optional.of(command.getSettle()) : Optional.empty(), command.getLast(),
        command.hasCredits() ? Optional.of(new Credits(command.getCredits())) : Optional.empty(),
        command.hasQuantity() ? Optional.of(command.getQuantity()) : Optional.empty(),
        command.hasDimensions() ? PriceCodec.read(command.getDimensions()) : Dimensions.NONE,
        EnumCodec.read(command.getOnInsufficient()));
  }

  static Commands.Refund write(Command.Refund command) {
    var out = Commands.Refund.newBuilder().setId(command.id()).setReason(command.reason());
    switch (command.target()) {
      case Command.Target.Usage(var id) -> out.setUsage(id);
      case Command.Target.Reservation(var id) -> out.setReservation(id);
    }
    command.credits().ifPresent(credits -> out.setCredits(credits.micros()));
    return out.build();
  }

  static Command.Refund read(Commands.Refund command) {
    var target = switch (command.getTargetCase()) {
      case USAGE -> new Command.Target.Usage(command.getUsage());
      case RESERVATION -> new Command.Target.Reservation(command.getReservation());
      case TARGET_NOT_SET -> throw new StoredFormException("what refund " + command.getId() + " is of is missing");
    };
    return new Command.Refund(command.getId(), target,
        command.hasCredits() ? Optional.of(new Credits(command.getCredits())) : Optional.empty(), command.getReason());
  }

  static Commands.MoveGauge write(Command.MoveGauge command) {
    var out = Commands.MoveGauge.newBuilder().setId(command.id()).setFeature(command.feature());
    switch (command.move()) {
      case Command.Move.To(var level) -> out.setTo(level);
      case Command.Move.By(var change) -> out.setBy(change);
    }
    return out.build();
  }

  static Command.MoveGauge read(Commands.MoveGauge command) {
    var move = switch (command.getMoveCase()) {
      case TO -> new Command.Move.To(command.getTo());
      case BY -> new Command.Move.By(command.getBy());
      case MOVE_NOT_SET -> throw new StoredFormException("the move of gauge " + command.getFeature() + " is missing");
    };
    return new Command.MoveGauge(command.getId(), command.getFeature(), move);
  }

  private static Term term(String text) {
    return Term.parse(text).orElseThrow(() -> new StoredFormException("the term " + text + " is malformed"));
  }
}
