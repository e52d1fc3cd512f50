package io.tollkeeper.engine.domain.payer;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

import io.tollkeeper.engine.domain.payer.Notice.CreditNote;
import io.tollkeeper.engine.domain.payer.Notice.Dispute;
import io.tollkeeper.engine.domain.payer.Notice.Payment;
import io.tollkeeper.engine.domain.payer.Notice.Refund;
import io.tollkeeper.engine.domain.payer.Notice.RefundedInAll;

/**
 * What came back of the money of one payment, whichever kinds of notices tell of it: each cent counts once. Notices in another currency
 * than the payment's do not count.
 *
 * @param total of the payment
 * @param refunded what was given back, at most all
 * @param lost what was lost in disputes, at most the rest
 * @param disputed whether a dispute is open
 * @param notes the credit notes that name lines
 */
record MoneyBack(BigInteger total, BigInteger refunded, BigInteger lost, boolean disputed, List<CreditNote> notes) {

  static MoneyBack of(Payment payment, ReturnedMoney money) {
    var id = payment.id();
    var currency = payment.currency();
    var refunds = money.refunds(id).stream().filter(refund -> refund.currency().equals(currency)).toList();
    var disputes = money.disputes(id).stream().filter(dispute -> dispute.currency().equals(currency)).toList();
    var notes = money.notes(id).stream().filter(note -> !note.voided() && note.currency().equals(currency)).toList();
    var charges = money.refundedInAll(id).stream().filter(inAll -> inAll.currency().equals(currency)).toList();
    var total = BigInteger.valueOf(payment.total()).max(BigInteger.ZERO);
    var succeeded = sum(refunds.stream().filter(refund -> refund.phase() == Refund.Phase.SUCCEEDED));
    var reduced = notes.stream().map(note -> BigInteger.valueOf(note.amount() - note.refunded()).max(BigInteger.ZERO))
        .reduce(BigInteger.ZERO, BigInteger::add);
    var refunded = succeeded.add(untold(refunds, charges)).add(reduced).min(total);
    var lost = disputes.stream().filter(dispute -> dispute.phase() == Dispute.Phase.LOST)
        .map(dispute -> BigInteger.valueOf(dispute.amount())).reduce(BigInteger.ZERO, BigInteger::add)
        .min(total.subtract(refunded));
    return new MoneyBack(total, refunded, lost,
        disputes.stream().anyMatch(dispute -> dispute.phase() == Dispute.Phase.OPEN),
        notes.stream().filter(note -> !named(note).equals(BigInteger.ZERO)).toList());
  }

  BigInteger taken() {
    return refunded.add(lost);
  }

  /** How much of the money was credited for the lines that credit notes name. */
  BigInteger bound() {
    return notes.stream().map(note -> BigInteger.valueOf(note.amount())).reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** How much of that for this line. A note counts in full, taxes included, and in proportion to what it says of its lines. */
  Ratio bound(String line) {
    return notes.stream().filter(note -> note.lines().getOrDefault(line, 0L) > 0)
        .map(note -> Ratio.of(
            BigInteger.valueOf(note.amount()).multiply(BigInteger.valueOf(note.lines().getOrDefault(line, 0L))),
            named(note)))
        .reduce(Ratio.ZERO, Ratio::plus);
  }

  // What charges say was refunded in all, beyond the refunds that are known. Those that have failed since are among them, too.
  private static BigInteger untold(List<Refund> refunds, List<RefundedInAll> charges) {
    var more = charges.stream().map(inAll -> BigInteger.valueOf(inAll.amount())
        .subtract(sum(refunds.stream().filter(refund -> refund.of().contains(inAll.charge())))).max(BigInteger.ZERO))
        .reduce(BigInteger.ZERO, BigInteger::add);
    var elsewhere = sum(refunds.stream()
        .filter(refund -> charges.stream().noneMatch(inAll -> refund.of().contains(inAll.charge()))));
    return more.subtract(elsewhere).max(BigInteger.ZERO);
  }

  private static BigInteger sum(Stream<Refund> refunds) {
    return refunds.map(refund -> BigInteger.valueOf(refund.amount())).reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static BigInteger named(CreditNote note) {
    return note.lines().values().stream().filter(amount -> amount > 0).map(BigInteger::valueOf)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
