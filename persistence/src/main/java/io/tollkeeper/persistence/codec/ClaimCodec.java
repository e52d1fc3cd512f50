package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;
import static io.tollkeeper.persistence.codec.StoredFormException.unknown;

import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.Claim;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.Plan;
import io.tollkeeper.persistence.stored.Rows;

/** The written form of what payments want back of their grants. */
final class ClaimCodec {

  /** For draws whose grants are named nowhere else. */
  static final DrawCodec PLAIN = new DrawCodec(List.of());

  private ClaimCodec() {}

  static Rows.Claim write(Claim claim) {
    var out = Rows.Claim.newBuilder().setGrant(claim.grant()).setSource(claim.source()).setSuspends(claim.suspends())
        .setShortfall(write(claim.shortfall())).setClawed(claim.clawed().micros())
        .setTrimmed(claim.trimmed().micros()).setOwed(claim.owed().micros())
        .setWrittenOff(claim.writtenOff().micros()).setExpired(claim.expired().micros())
        .setVoided(claim.voided().micros());
    if (!claim.expiresAt().equals(Grant.NEVER)) out.setExpiresAt(ValueCodec.write(claim.expiresAt()));
    claim.reversal().ifPresent(said -> out.setReversal(PaymentCodec.write(said)));
    return out.build();
  }

  static Claim read(Rows.Claim claim) {
    return new Claim(claim.getGrant(), claim.getSource(),
        claim.hasExpiresAt() ? ValueCodec.read(claim.getExpiresAt()) : Grant.NEVER,
        claim.hasReversal()
            ? Optional.of(PaymentCodec.read(claim.getReversal()))
            : Optional.<Command.Reverse>empty(),
        claim.getSuspends(), read(claim.getShortfall()), new Credits(claim.getClawed()),
        new Credits(claim.getTrimmed()), new Credits(claim.getOwed()), new Credits(claim.getWrittenOff()),
        new Credits(claim.getExpired()), new Credits(claim.getVoided()));
  }

  static void write(Event.Reversed event, Rows.ReversedV1.Builder out) {
    out.setClaim(write(event.claim())).addAllTaken(PLAIN.write(event.taken()))
        .addAllRestored(PLAIN.write(event.restored()));
    event.recalled().ifPresent(grant -> out.setRecalled(GrantCodec.write(grant)));
  }

  static Event read(Rows.ReversedV1 event) {
    require(event.hasClaim(), "a claim");
    return new Event.Reversed(read(event.getClaim()), PLAIN.read(event.getTakenList()),
        PLAIN.read(event.getRestoredList()),
        event.hasRecalled() ? Optional.of(GrantCodec.read(event.getRecalled())) : Optional.empty());
  }

  private static Rows.Shortfall write(Plan.Shortfall shortfall) {
    return switch (shortfall) {
      case DEBT -> Rows.Shortfall.SHORTFALL_DEBT;
      case WRITE_OFF -> Rows.Shortfall.SHORTFALL_WRITE_OFF;
    };
  }

  private static Plan.Shortfall read(Rows.Shortfall shortfall) {
    return switch (shortfall) {
      case SHORTFALL_DEBT -> Plan.Shortfall.DEBT;
      case SHORTFALL_WRITE_OFF -> Plan.Shortfall.WRITE_OFF;
      case SHORTFALL_UNSPECIFIED, UNRECOGNIZED -> throw unknown(shortfall);
    };
  }
}
