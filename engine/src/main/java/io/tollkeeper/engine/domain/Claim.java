package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the payment of a grant wants back of it, and what became of that. Of a grant that nobody wants anything back of it says what ended
 * unused, because a reversal may come later.
 *
 * @param grant the grant's id
 * @param source the grant's source
 * @param expiresAt the grant's end
 * @param reversal what was said last of the payment; empty if nothing ever was
 * @param suspends whether the customer is suspended while it is disputed
 * @param shortfall what becomes of credits that are wanted back and have been spent
 * @param clawed what was taken back
 * @param trimmed what was taken for a part of the period in which the plan was not used any more
 * @param owed what was spent before it could be taken back, and is owed for it
 * @param writtenOff what was spent before it could be taken back, and is given up
 * @param expired what expired unused
 * @param voided what was taken back by hand
 */
public record Claim(String grant, String source, Instant expiresAt, Optional<Command.Reverse> reversal,
    boolean suspends, Plan.Shortfall shortfall, Credits clawed, Credits trimmed, Credits owed, Credits writtenOff,
    Credits expired, Credits voided) {

  /** Nothing is wanted back of this grant yet. */
  static Claim on(Grant grant) {
    return new Claim(grant.id(), grant.source(), grant.expiresAt(), Optional.empty(), false, Plan.Shortfall.DEBT,
        Credits.ZERO, Credits.ZERO, Credits.ZERO, Credits.ZERO, Credits.ZERO, Credits.ZERO);
  }

  /** Nothing is wanted back yet of this grant, which had ended before this time. */
  static Claim on(String grant, Instant time) {
    return new Claim(grant, "", time, Optional.empty(), false, Plan.Shortfall.DEBT, Credits.ZERO, Credits.ZERO,
        Credits.ZERO, Credits.ZERO, Credits.ZERO, Credits.ZERO);
  }

  /** What counts of several things that were said of one payment: the highest. */
  long revision() {
    return reversal.map(Command.Reverse::revision).orElse(0L);
  }

  /** How much is wanted back in all, what was trimmed apart. */
  Credits target() {
    return reversal.map(said -> said.refunded().plus(said.lost())).orElse(Credits.ZERO);
  }

  /** How much is to be trimmed. */
  Credits trim() {
    return reversal.map(Command.Reverse::trimmed).orElse(Credits.ZERO);
  }

  /** Whether what is free of the grant cannot be spent. */
  boolean isDisputed() {
    return reversal.filter(Command.Reverse::disputed).isPresent();
  }

  /** What of it has found its way back, or is accounted for: what ended unused is not missing. */
  Credits covered() {
    // Of what was given back after its end more may have ended than there ever was.
    var room = Long.MAX_VALUE;
    for (var part : List.of(clawed, owed, writtenOff, expired, voided))
      room -= Math.min(room, part.micros());
    return new Credits(Long.MAX_VALUE - room);
  }

  /** What is still wanted back: it waits for what reservations hold. */
  Credits pending() {
    return excess(target(), covered());
  }

  /** Whether anything is still wanted, to be taken when it comes back. */
  boolean isWaiting() {
    return !pending().isZero() || trim().compareTo(trimmed) > 0;
  }

  Claim with(Command.Reverse said, boolean newSuspends, Plan.Shortfall newShortfall) {
    return new Claim(grant, source, expiresAt, Optional.of(said), newSuspends, newShortfall, clawed, trimmed, owed,
        writtenOff, expired, voided);
  }

  Claim withClawed(Credits amount) {
    return new Claim(grant, source, expiresAt, reversal, suspends, shortfall, amount, trimmed, owed, writtenOff,
        expired, voided);
  }

  Claim withTrimmed(Credits amount) {
    return new Claim(grant, source, expiresAt, reversal, suspends, shortfall, clawed, amount, owed, writtenOff,
        expired, voided);
  }

  Claim withOwed(Credits amount) {
    return new Claim(grant, source, expiresAt, reversal, suspends, shortfall, clawed, trimmed, amount, writtenOff,
        expired, voided);
  }

  Claim withWrittenOff(Credits amount) {
    return new Claim(grant, source, expiresAt, reversal, suspends, shortfall, clawed, trimmed, owed, amount, expired,
        voided);
  }

  /** After so much more of the grant has ended unused. */
  Claim withEnded(EntryType by, Credits amount) {
    return new Claim(grant, source, expiresAt, reversal, suspends, shortfall, clawed, trimmed, owed, writtenOff,
        by == EntryType.EXPIRE ? expired.plus(amount) : expired, by == EntryType.VOID ? voided.plus(amount) : voided);
  }

  /** After so much of what expired has gone on into another grant. */
  Claim withCarried(Credits amount) {
    return new Claim(grant, source, expiresAt, reversal, suspends, shortfall, clawed, trimmed, owed, writtenOff,
        expired.minus(amount), voided);
  }

  /** How much the one is more than the other; zero if it is not. */
  static Credits excess(Credits one, Credits other) {
    return one.minus(one.min(other));
  }
}
