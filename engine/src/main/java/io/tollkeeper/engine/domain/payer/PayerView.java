package io.tollkeeper.engine.domain.payer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a payer stands, to be compared with what its provider says.
 *
 * @param customer whom it pays for
 * @param open the keys of the orders that no customer has acknowledged yet
 */
public record PayerView(Optional<String> customer, List<Subscription> subscriptions, List<Payment> payments,
    List<String> open) {

  public PayerView {
    subscriptions = List.copyOf(subscriptions);
    payments = List.copyOf(payments);
    open = List.copyOf(open);
  }

  /**
   * A subscription as it is known.
   *
   * @param at when it was like this
   */
  public record Subscription(String id, Notice.Subscription.Standing standing, Instant at,
      List<Notice.Subscription.Item> items, Optional<Instant> trialEnd, Optional<Instant> cancelAt) {

    public Subscription {
      items = List.copyOf(items);
    }

    static Subscription of(Notice.Subscription notice) {
      return new Subscription(notice.id(), notice.standing(), notice.at(), notice.items(), notice.trialEnd(),
          notice.cancelAt());
    }
  }

  /**
   * A payment as it is known.
   *
   * @param filled whether it was paid, and its customer has all that it brings
   */
  public record Payment(String id, Notice.Payment.Phase phase, boolean filled) {}

  static PayerView of(Payer payer) {
    var known = payer.knowledge();
    return new PayerView(known.link().customer(),
        Knowledge.all(known.subscriptions()).stream().map(Latest::notice).map(Subscription::of).toList(),
        Knowledge.all(known.sales()).stream()
            .map(sale -> new Payment(sale.payment().id(), sale.payment().phase(), isFilled(payer, sale))).toList(),
        payer.open().stream().map(Order::key).toList());
  }

  private static boolean isFilled(Payer payer, Sale sale) {
    return sale.isPaid() && !Derivation.isUndecided(payer, sale.payment())
        && payer.placed(sale.payment().id()).stream().allMatch(Payer.Placed::filled);
  }
}
