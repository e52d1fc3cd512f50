package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tollkeeper.engine.domain.Command;
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
      case PayerEvent.Noticed(var _, var message, var notice) ->
        NoticeCodec.write(notice, out.getNoticedV1Builder().setMessage(message));
      case PayerEvent.NothingDue(var _, var key, var version) ->
        out.getNothingDueV1Builder().setKey(key).setCatalogueVersion(version);
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
      case NOTICED_V1 ->
        new PayerEvent.Noticed(at, stored.getNoticedV1().getMessage(), NoticeCodec.read(stored.getNoticedV1()));
      case NOTHING_DUE_V1 -> new PayerEvent.NothingDue(at, stored.getNothingDueV1().getKey(),
          stored.getNothingDueV1().getCatalogueVersion());
      case EVENT_NOT_SET -> throw new StoredFormException(
          "the event is missing or of a kind that only a newer version knows; its field is one of "
              + stored.getUnknownFields().asMap().keySet());
    };
  }

  private static Payers.Order write(Order order) {
    var out =
        Payers.Order.newBuilder().setCustomer(order.customer()).setCatalogueVersion(order.catalogueVersion());
    // Only what follows from payments is ever ordered.
    switch (order.command()) {
      case Command.AddGrant command -> out.setCommand(CommandCodec.write(command));
      case Command.PayPeriod command -> out.setPayPeriod(PaymentCodec.write(command));
      case Command.Reverse command -> out.setReverse(PaymentCodec.write(command));
      case Command.PutSubscription command -> out.setPutSubscription(PaymentCodec.write(command));
      case Command.LinkPayer(var payer) -> out.getLinkPayerBuilder().setPayer(payer);
      default -> throw new StoredFormException("payers do not order " + order.command());
    }
    return out.build();
  }

  private static Order read(Payers.Order order) {
    var customer = order.getCustomer();
    var version = order.getCatalogueVersion();
    return switch (order.getToldCase()) {
      case COMMAND -> new Order(customer, version, CommandCodec.read(order.getCommand()));
      case PAY_PERIOD -> new Order(customer, version, PaymentCodec.read(order.getPayPeriod()));
      case REVERSE -> new Order(customer, version, PaymentCodec.read(order.getReverse()));
      case PUT_SUBSCRIPTION -> new Order(customer, version, PaymentCodec.read(order.getPutSubscription()));
      case LINK_PAYER -> new Order(customer, version, new Command.LinkPayer(order.getLinkPayer().getPayer()));
      case TOLD_NOT_SET -> throw new StoredFormException(
          "the command of an order is missing or of a kind that only a newer version knows; its field is one of "
              + order.getUnknownFields().asMap().keySet());
    };
  }
}
