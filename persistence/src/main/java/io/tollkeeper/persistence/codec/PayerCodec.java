package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tollkeeper.engine.domain.payer.Order;
import io.tollkeeper.engine.domain.payer.PayerEvent;
import io.tollkeeper.persistence.stored.Payers;

/** The written form of a payer's events. */
public final class PayerCodec {

  /** The manifest that events are written under. */
  public static final String MANIFEST = "p1";

  private PayerCodec() {}

  /** The bytes of an event. */
  public static byte[] write(PayerEvent event) {
    return toStored(event).toByteArray();
  }

  /** The event that these bytes are. */
  public static PayerEvent read(byte[] bytes) {
    try {
      return fromStored(Payers.PayerEvent.parseFrom(bytes));
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      throw new StoredFormException("an event of form " + MANIFEST + " cannot be read: " + e.getMessage(), e);
    }
  }

  static Payers.PayerEvent toStored(PayerEvent event) {
    var out = Payers.PayerEvent.newBuilder().setAt(ValueCodec.write(event.at()));
    switch (event) {
      case PayerEvent.OrderTaken(var _, var message, var order) ->
        out.getOrderTakenV1Builder().setMessage(message).setOrder(write(order));
      case PayerEvent.OrderFilled(var _, var key) -> out.getOrderFilledV1Builder().setKey(key);
    }
    return out.build();
  }

  private static PayerEvent fromStored(Payers.PayerEvent stored) {
    require(stored.hasAt(), "the time of an event");
    var at = ValueCodec.read(stored.getAt());
    return switch (stored.getEventCase()) {
      case ORDER_TAKEN_V1 ->
        new PayerEvent.OrderTaken(at, stored.getOrderTakenV1().getMessage(), read(stored.getOrderTakenV1().getOrder()));
      case ORDER_FILLED_V1 -> new PayerEvent.OrderFilled(at, stored.getOrderFilledV1().getKey());
      case EVENT_NOT_SET -> throw new StoredFormException(
          "the event is missing or of a kind that only a newer version knows; its field is one of "
              + stored.getUnknownFields().asMap().keySet());
    };
  }

  private static Payers.Order write(Order order) {
    return Payers.Order.newBuilder()
        .setCustomer(order.customer()).setCatalogueVersion(order.catalogueVersion())
        .setCommand(CommandCodec.write(order.command())).build();
  }

  private static Order read(Payers.Order order) {
    require(order.hasCommand(), "the command of an order");
    return new Order(order.getCustomer(), order.getCatalogueVersion(), CommandCodec.read(order.getCommand()));
  }
}
