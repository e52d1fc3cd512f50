package io.tollkeeper.engine.domain.payer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.payer.Notice.CreditNote;
import io.tollkeeper.engine.domain.payer.Notice.Dispute;
import io.tollkeeper.engine.domain.payer.Notice.Refund;
import io.tollkeeper.engine.domain.payer.Notice.RefundedInAll;

/** All that is known to have come back, by the payments that it came back of: each by the first of its names. */
record ReturnedMoney(Knowledge known, Map<String, List<Refund>> refunds, Map<String, List<Dispute>> disputes,
    Map<String, List<CreditNote>> notes) {

  static ReturnedMoney of(Knowledge known) {
    var money = new ReturnedMoney(known, new HashMap<>(), new HashMap<>(), new HashMap<>());
    known.refunds().forEach((_, refund) -> money.add(money.refunds, refund.of(), refund));
    known.disputes().forEach((_, dispute) -> money.add(money.disputes, dispute.of(), dispute));
    known.creditNotes().forEach((_, note) -> money.add(money.notes, Set.of(note.payment()), note));
    return money;
  }

  /** All names of a payment. */
  Set<String> names(String payment) {
    return known.aliases().of(payment);
  }

  List<Refund> refunds(String payment) {
    return of(refunds, payment);
  }

  List<Dispute> disputes(String payment) {
    return of(disputes, payment);
  }

  List<CreditNote> notes(String payment) {
    return of(notes, payment);
  }

  /** What the charges of a payment say. */
  List<RefundedInAll> refundedInAll(String payment) {
    return names(payment).stream().flatMap(name -> known.refundedInAll().get(name).stream()).toList();
  }

  private <T> void add(Map<String, List<T>> all, Collection<String> of, T one) {
    // Whatever names it has are names of one payment.
    of.stream().findAny().ifPresent(name -> all.computeIfAbsent(first(name), _ -> new ArrayList<>()).add(one));
  }

  private <T> List<T> of(Map<String, List<T>> all, String payment) {
    return Optional.ofNullable(all.get(first(payment))).orElse(List.of());
  }

  private String first(String name) {
    return Collections.min(names(name));
  }
}
