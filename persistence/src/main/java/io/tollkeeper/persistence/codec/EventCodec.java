package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;

import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.persistence.stored.Rows;

/** The written form of events: always the newest version is written, and every version that was ever written is read. */
final class EventCodec {

  private EventCodec() {}

  /** Sets the event of a fact. */
  static void write(Event event, Rows.Fact.Builder fact) {
    switch (event) {
      case Event.CustomerPut(var profile) -> fact.getCustomerPutV1Builder().setProfile(ValueCodec.write(profile));
      case Event.GrantAdded(var command, var grant) ->
        fact.getGrantAddedV1Builder().setCommand(CommandCodec.write(command)).setGrant(GrantCodec.write(grant));
      case Event.GrantStarted(var grant) -> fact.getGrantStartedV1Builder().setGrant(grant);
      case Event.GrantExpired(var grant) -> fact.getGrantExpiredV1Builder().setGrant(grant);
      case Event.GrantVoided(var grant, var reason) -> fact.getGrantVoidedV1Builder().setGrant(grant).setReason(reason);
      case Event.AdjustedUp(var command, var grant) ->
        fact.getAdjustedUpV1Builder().setCommand(CommandCodec.write(command)).setGrant(GrantCodec.write(grant));
      case Event.AdjustedDown(var command) -> fact.getAdjustedDownV1Builder().setCommand(CommandCodec.write(command));
      case Event.Consumed consumed -> write(consumed, fact.getConsumedV1Builder());
    }
  }

  /** The event of a fact. */
  static Event read(Rows.Fact fact) {
    return switch (fact.getEventCase()) {
      case CUSTOMER_PUT_V1 -> read(fact.getCustomerPutV1());
      case GRANT_ADDED_V1 -> read(fact.getGrantAddedV1());
      case GRANT_STARTED_V1 -> new Event.GrantStarted(fact.getGrantStartedV1().getGrant());
      case GRANT_EXPIRED_V1 -> new Event.GrantExpired(fact.getGrantExpiredV1().getGrant());
      case GRANT_VOIDED_V1 ->
        new Event.GrantVoided(fact.getGrantVoidedV1().getGrant(), fact.getGrantVoidedV1().getReason());
      case ADJUSTED_UP_V1 -> read(fact.getAdjustedUpV1());
      case ADJUSTED_DOWN_V1 -> read(fact.getAdjustedDownV1());
      case CONSUMED_V1 -> read(fact.getConsumedV1());
      case EVENT_NOT_SET -> throw new StoredFormException(
          "the event is missing or of a kind that only a newer version knows; its field is one of "
              + fact.getUnknownFields().asMap().keySet());
    };
  }

  private static Event read(Rows.CustomerPutV1 event) {
    require(event.hasProfile(), "the profile of a customer");
    return new Event.CustomerPut(ValueCodec.read(event.getProfile()));
  }

  private static Event read(Rows.GrantAddedV1 event) {
    require(event.hasCommand() && event.hasGrant(), "the command or the grant of an added grant");
    return new Event.GrantAdded(CommandCodec.read(event.getCommand()), GrantCodec.read(event.getGrant()));
  }

  private static Event read(Rows.AdjustedUpV1 event) {
    require(event.hasCommand() && event.hasGrant(), "the command or the grant of an adjustment");
    return new Event.AdjustedUp(CommandCodec.read(event.getCommand()), GrantCodec.read(event.getGrant()));
  }

  private static Event read(Rows.AdjustedDownV1 event) {
    require(event.hasCommand(), "the command of an adjustment");
    return new Event.AdjustedDown(CommandCodec.read(event.getCommand()));
  }

  private static void write(Event.Consumed event, Rows.ConsumedV1.Builder out) {
    out.setCommand(CommandCodec.write(event.command()))
        .setCatalogueVersion(event.catalogueVersion())
        .setPrice(PriceCodec.write(event.price()))
        .setRequired(event.required().micros())
        .setUncollected(event.uncollected().micros())
        .setAvailable(event.available().micros());
  }

  private static Event read(Rows.ConsumedV1 event) {
    require(event.hasCommand() && event.hasPrice(), "the command or the price of a charge");
    return new Event.Consumed(CommandCodec.read(event.getCommand()), event.getCatalogueVersion(),
        PriceCodec.read(event.getPrice()),
        new Credits(event.getRequired()), new Credits(event.getUncollected()), new Credits(event.getAvailable()));
  }
}
