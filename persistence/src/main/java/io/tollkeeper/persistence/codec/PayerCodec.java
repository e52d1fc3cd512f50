package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tollkeeper.engine.domain.payer.Order;
import io.tollkeeper.engine.domain.payer.Payer;
import io.tollkeeper.engine.domain.payer.PayerEvent;
import io.tollkeeper.persistence.stored.Payers;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Set;

/** The written form of a payer's events and of its snapshot. */
public final class PayerCodec {

  /** The manifest that events are written under. */
  public static final String EVENT = "p1";

  /** The manifest that snapshots are written under. */
  public static final String SNAPSHOT = "q1";

  private PayerCodec() {}

  /** The bytes of an event. */
  public static byte[] write(PayerEvent event) {
    return toStored(event).toByteArray();
  }

  /** The event that these bytes are. */
  public static PayerEvent event(byte[] bytes) {
    try {
      return fromStored(Payers.PayerEvent.parseFrom(bytes));
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      throw new StoredFormException("an event of form " + EVENT + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The bytes of a snapshot. */
  public static byte[] write(Payer payer) {
    return Seal.close(toStored(payer));
  }

  /** The payer that these bytes are. */
  public static Payer snapshot(byte[] bytes) {
    try {
      return fromStored(Payers.Payer.parseFrom(Seal.open(bytes)));
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      throw new StoredFormException("a snapshot of form " + SNAPSHOT + " cannot be read: " + e.getMessage(), e);
    }
  }

  static Payers.PayerEvent toStored(PayerEvent event) {
    var out = Payers.PayerEvent.newBuilder().setAt(ValueCodec.write(event.at()));
    switch (event) {
      case PayerEvent.OrderTaken(var _, var message, var order) -> out.getOrderTakenV1Builder().setMessage(message).setOrder(write(order));
      case PayerEvent.OrderFilled(var _, var key) -> out.getOrderFilledV1Builder().setKey(key);
    }
    return out.build();
  }

  private static PayerEvent fromStored(Payers.PayerEvent stored) {
    require(stored.hasAt(), "the time of an event");
    var at = ValueCodec.read(stored.getAt());
    return switch (stored.getEventCase()) {
      case ORDER_TAKEN_V1 -> new PayerEvent.OrderTaken(at, stored.getOrderTakenV1().getMessage(), read(stored.getOrderTakenV1().getOrder()));
      case ORDER_FILLED_V1 -> new PayerEvent.OrderFilled(at, stored.getOrderFilledV1().getKey());
      case EVENT_NOT_SET -> throw new StoredFormException("the event is missing or of a kind that only a newer version knows; its field is one of "
          + stored.getUnknownFields().asMap().keySet());
    };
  }

  static Payers.Payer toStored(Payer payer) {
    var out = Payers.Payer.newBuilder().addAllFilled(payer.filled().stream().sorted().toList());
    payer.open().values().stream().sorted(Comparator.comparing(Order::key)).forEach(order -> out.addOpen(write(order)));
    return out.build();
  }

  private static Payer fromStored(Payers.Payer stored) {
    var open = new HashMap<String, Order>();
    for (var order : stored.getOpenList())
      open.put(order.getCommand().getId(), read(order));
    return new Payer(open, Set.copyOf(stored.getFilledList()));
  }

  private static Payers.Order write(Order order) {
    return Payers.Order.newBuilder()
        .setCustomer(order.customer()).setCatalogueVersion(order.catalogueVersion()).setCommand(CommandCodec.write(order.command())).build();
  }

  private static Order read(Payers.Order order) {
    require(order.hasCommand(), "the command of an order");
    return new Order(order.getCustomer(), order.getCatalogueVersion(), CommandCodec.read(order.getCommand()));
  }
}
