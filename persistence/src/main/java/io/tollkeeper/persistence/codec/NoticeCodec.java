package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.persistence.stored.Payers;
import io.tollkeeper.persistence.stored.Values;

/** The written form of what providers tell of payers. */
final class NoticeCodec {

  private NoticeCodec() {}

  static void write(Notice notice, Payers.NoticedV1.Builder out) {
    switch (notice) {
      case Notice.Linked(var customer, var chosen) ->
        out.getLinkedBuilder().setCustomer(customer).setChosen(chosen);
      case Notice.Unlinked(var at) -> out.getUnlinkedBuilder().setAt(ValueCodec.write(at));
      case Notice.Alias(var ids) -> out.getAliasBuilder().addAllIds(sorted(ids));
      case Notice.Payment payment -> write(payment, out.getPaymentBuilder());
      case Notice.RefundedInAll(var charge, var amount, var currency) ->
        out.getRefundedInAllBuilder().setCharge(charge).setAmount(amount).setCurrency(currency);
      case Notice.Refund refund -> out.getRefundBuilder().setId(refund.id()).addAllOf(sorted(refund.of()))
          .setAmount(refund.amount()).setCurrency(refund.currency()).setPhase(NoticeEnumCodec.write(refund.phase()));
      case Notice.Dispute dispute -> out.getDisputeBuilder().setId(dispute.id()).addAllOf(sorted(dispute.of()))
          .setAt(ValueCodec.write(dispute.at())).setAmount(dispute.amount()).setCurrency(dispute.currency())
          .setPhase(NoticeEnumCodec.write(dispute.phase()));
      case Notice.CreditNote note -> write(note, out.getCreditNoteBuilder());
      case Notice.Subscription subscription ->
        SubscriptionNoticeCodec.write(subscription, out.getSubscriptionBuilder());
    }
  }

  static Notice read(Payers.NoticedV1 stored) {
    return switch (stored.getNoticeCase()) {
      case LINKED -> new Notice.Linked(stored.getLinked().getCustomer(), stored.getLinked().getChosen());
      case UNLINKED -> new Notice.Unlinked(given(stored.getUnlinked().hasAt(), stored.getUnlinked().getAt()));
      case ALIAS -> new Notice.Alias(Set.copyOf(stored.getAlias().getIdsList()));
      case PAYMENT -> read(stored.getPayment());
      case REFUNDED_IN_ALL -> new Notice.RefundedInAll(stored.getRefundedInAll().getCharge(),
          stored.getRefundedInAll().getAmount(), stored.getRefundedInAll().getCurrency());
      case REFUND -> read(stored.getRefund());
      case DISPUTE -> read(stored.getDispute());
      case CREDIT_NOTE -> read(stored.getCreditNote());
      case SUBSCRIPTION -> SubscriptionNoticeCodec.read(stored.getSubscription());
      case NOTICE_NOT_SET -> throw new StoredFormException(
          "the notice is missing or of a kind that only a newer version knows; its field is one of "
              + stored.getUnknownFields().asMap().keySet());
    };
  }

  private static void write(Notice.Payment payment, Payers.Payment.Builder out) {
    out.setId(payment.id()).setAt(ValueCodec.write(payment.at())).setPhase(NoticeEnumCodec.write(payment.phase()))
        .setTotal(payment.total()).setCurrency(payment.currency());
    payment.lines().forEach(line -> write(line, out.addLinesBuilder()));
    payment.subscription().ifPresent(out::setSubscription);
    payment.customer().ifPresent(out::setCustomer);
  }

  private static void write(Notice.Line line, Payers.Payment.Line.Builder out) {
    out.setId(line.id()).setQuantity(line.quantity()).setAmount(line.amount()).setProration(line.proration());
    switch (line.sold()) {
      case Notice.Sold.Price(var id) -> out.setPrice(id);
      case Notice.Sold.NamedPack(var key) -> out.setNamedPack(key);
    }
    line.period().ifPresent(period -> out.setPeriod(PlanCodec.write(period)));
    line.subscription().ifPresent(out::setSubscription);
  }

  private static Notice.Payment read(Payers.Payment payment) {
    return new Notice.Payment(payment.getId(), given(payment.hasAt(), payment.getAt()),
        NoticeEnumCodec.read(payment.getPhase()), payment.getTotal(), payment.getCurrency(),
        payment.getLinesList().stream().map(NoticeCodec::read).toList(),
        payment.hasSubscription() ? Optional.of(payment.getSubscription()) : Optional.empty(),
        payment.hasCustomer() ? Optional.of(payment.getCustomer()) : Optional.empty());
  }

  private static Notice.Line read(Payers.Payment.Line line) {
    var sold = switch (line.getSoldCase()) {
      case PRICE -> new Notice.Sold.Price(line.getPrice());
      case NAMED_PACK -> new Notice.Sold.NamedPack(line.getNamedPack());
      case SOLD_NOT_SET -> throw new StoredFormException("what line " + line.getId() + " sells is missing");
    };
    return new Notice.Line(line.getId(), sold, line.getQuantity(), line.getAmount(),
        line.hasPeriod() ? Optional.of(PlanCodec.read(line.getPeriod())) : Optional.empty(), line.getProration(),
        line.hasSubscription() ? Optional.of(line.getSubscription()) : Optional.empty());
  }

  private static Notice.Refund read(Payers.MoneyRefund refund) {
    return new Notice.Refund(refund.getId(), Set.copyOf(refund.getOfList()), refund.getAmount(), refund.getCurrency(),
        NoticeEnumCodec.read(refund.getPhase()));
  }

  private static Notice.Dispute read(Payers.Dispute dispute) {
    return new Notice.Dispute(dispute.getId(), Set.copyOf(dispute.getOfList()),
        given(dispute.hasAt(), dispute.getAt()), dispute.getAmount(), dispute.getCurrency(),
        NoticeEnumCodec.read(dispute.getPhase()));
  }

  private static void write(Notice.CreditNote note, Payers.CreditNote.Builder out) {
    out.setId(note.id()).setPayment(note.payment()).setAmount(note.amount()).setCurrency(note.currency())
        .setRefunded(note.refunded()).setVoided(note.voided());
    sorted(note.lines().keySet()).forEach(
        line -> out.addLinesBuilder().setId(line).setAmount(note.lines().getOrDefault(line, 0L)));
  }

  private static Notice.CreditNote read(Payers.CreditNote note) {
    return new Notice.CreditNote(note.getId(), note.getPayment(), note.getAmount(), note.getCurrency(),
        note.getLinesList().stream()
            .collect(Collectors.toMap(Payers.CreditNote.Line::getId, Payers.CreditNote.Line::getAmount)),
        note.getRefunded(), note.getVoided());
  }

  private static Instant given(boolean given, Values.Time time) {
    require(given, "the time of a notice");
    return ValueCodec.read(time);
  }

  private static List<String> sorted(Collection<String> names) {
    return names.stream().sorted().toList();
  }
}
