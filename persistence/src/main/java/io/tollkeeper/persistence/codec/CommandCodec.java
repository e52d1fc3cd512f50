package io.tollkeeper.persistence.codec;

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

  private static Term term(String text) {
    return Term.parse(text).orElseThrow(() -> new StoredFormException("the term " + text + " is malformed"));
  }
}
