package io.tollkeeper.engine.domain.payer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What notices are about: the payments that they name, under all of their names, and subscriptions.
 *
 * @param alongside the subscriptions of those payments, which they may have an effect on, and whom the payer pays for
 */
public record Subject(List<Notice> notices, Set<String> payments, Set<String> subscriptions, Set<String> alongside) {

  public Subject {
    notices = List.copyOf(notices);
    payments = Set.copyOf(payments);
    subscriptions = Set.copyOf(subscriptions);
    alongside = Set.copyOf(alongside);
  }

  static Subject of(List<Notice> notices, Knowledge known) {
    var payments = new TreeSet<String>();
    var subscriptions = new TreeSet<String>();
    var isLinking = false;
    for (var notice : notices) {
      payments.addAll(known.aliases().of(payments(notice)));
      if (notice instanceof Notice.Subscription subscription) subscriptions.add(subscription.id());
      isLinking |= notice instanceof Notice.Linked;
    }
    var alongside = new TreeSet<String>();
    for (var id : payments)
      known.sales().get(id).ifPresent(
          sale -> sale.payment().lines().forEach(line -> sale.subscription(line).ifPresent(alongside::add)));
    alongside.removeAll(subscriptions);
    // Who buys nothing may never become a customer: nobody should wait for that.
    if (isLinking && notices.stream().noneMatch(Subject::isUnpaid)) alongside.add(Keys.LINKS);
    return new Subject(notices, payments, subscriptions, alongside);
  }

  /** Whatever an order may be about. */
  Stream<String> all() {
    return Stream.of(payments, subscriptions, alongside).flatMap(Collection::stream);
  }

  /** What stands in the way, by what was found of this payer. */
  public List<Obstacle> obstacles(Payer payer, Findings findings) {
    var obstacles = new ArrayList<Obstacle>();
    Stream.of(payments, subscriptions).flatMap(Collection::stream)
        .forEach(id -> obstacles.addAll(findings.obstacles(id)));
    for (var notice : notices)
      contradiction(notice, payer.knowledge()).map(Obstacle.Refused::new).ifPresent(obstacles::add);
    return obstacles;
  }

  private static boolean isUnpaid(Notice notice) {
    return notice instanceof Notice.Payment payment && payment.phase() != Notice.Payment.Phase.PAID;
  }

  private static Set<String> payments(Notice notice) {
    return switch (notice) {
      case Notice.Linked _,Notice.Unlinked _,Notice.Subscription _ -> Set.of();
      case Notice.Alias(var ids) -> ids;
      case Notice.Payment payment -> Set.of(payment.id());
      case Notice.RefundedInAll inAll -> Set.of(inAll.charge());
      case Notice.Refund refund -> refund.of();
      case Notice.Dispute dispute -> dispute.of();
      case Notice.CreditNote note -> Set.of(note.payment());
    };
  }

  private static Optional<String> contradiction(Notice notice, Knowledge known) {
    return switch (notice) {
      case Notice.Linked linked -> known.link().contradicts(linked)
          ? Optional.of("link_conflict: " + linked.customer())
          : Optional.empty();
      case Notice.RefundedInAll inAll -> foreign(notice, inAll.currency(), known);
      case Notice.Refund refund -> foreign(notice, refund.currency(), known);
      case Notice.Dispute dispute -> foreign(notice, dispute.currency(), known);
      case Notice.CreditNote note -> foreign(notice, note.currency(), known);
      case Notice.Unlinked _,Notice.Alias _,Notice.Payment _,Notice.Subscription _ -> Optional.empty();
    };
  }

  private static Optional<String> foreign(Notice notice, String currency, Knowledge known) {
    return known.aliases().of(payments(notice)).stream().flatMap(id -> known.sales().get(id).stream())
        .map(sale -> sale.payment().currency()).filter(other -> !other.equals(currency)).findFirst()
        .map(other -> "other_currency: " + currency + ", paid in " + other);
  }
}
