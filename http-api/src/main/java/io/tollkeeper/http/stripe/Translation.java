package io.tollkeeper.http.stripe;

import java.util.List;

import io.tollkeeper.engine.domain.payer.Order;

/** What an event means for us. Reasons begin with a code; details follow after a colon. */
sealed interface Translation {

  /** Money that has bought something: the orders, and the payer who sees to them. */
  record Orders(String payer, List<Order> list) implements Translation {

    public Orders {
      list = List.copyOf(list);
    }
  }

  /** The same, but which packs were bought is known only when the lines of the session are. */
  record NeedsLineItems(CheckoutSession session) implements Translation {}

  /** Nothing. */
  record Ignored(String reason) implements Translation {}

  /**
   * Nothing yet.
   *
   * @param waitsFor what has to appear first; empty if that cannot be told
   */
  record Parked(String reason, String waitsFor) implements Translation {}

  /** Something, but it cannot be done as things are. */
  record Failed(String reason) implements Translation {

    static Failed of(Reason reason) {
      return new Failed(reason.code());
    }

    /** The detail comes from outside, so it is cut and cleaned. */
    static Failed of(Reason reason, String detail) {
      return new Failed(reason.code() + ": " + Reason.printable(detail));
    }
  }
}
