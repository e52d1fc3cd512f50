package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.unknown;

import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.persistence.stored.Payers;

/** The written form of the enumerations of notices. */
final class NoticeEnumCodec {

  private NoticeEnumCodec() {}

  static Payers.Payment.Phase write(Notice.Payment.Phase phase) {
    return switch (phase) {
      case OPEN -> Payers.Payment.Phase.PHASE_OPEN;
      case FAILED -> Payers.Payment.Phase.PHASE_FAILED;
      case VOID -> Payers.Payment.Phase.PHASE_VOID;
      case PAID -> Payers.Payment.Phase.PHASE_PAID;
    };
  }

  static Notice.Payment.Phase read(Payers.Payment.Phase phase) {
    return switch (phase) {
      case PHASE_OPEN -> Notice.Payment.Phase.OPEN;
      case PHASE_FAILED -> Notice.Payment.Phase.FAILED;
      case PHASE_VOID -> Notice.Payment.Phase.VOID;
      case PHASE_PAID -> Notice.Payment.Phase.PAID;
      case PHASE_UNSPECIFIED, UNRECOGNIZED -> throw unknown(phase);
    };
  }

  static Payers.MoneyRefund.Phase write(Notice.Refund.Phase phase) {
    return switch (phase) {
      case PENDING -> Payers.MoneyRefund.Phase.PHASE_PENDING;
      case SUCCEEDED -> Payers.MoneyRefund.Phase.PHASE_SUCCEEDED;
      case FAILED -> Payers.MoneyRefund.Phase.PHASE_FAILED;
    };
  }

  static Notice.Refund.Phase read(Payers.MoneyRefund.Phase phase) {
    return switch (phase) {
      case PHASE_PENDING -> Notice.Refund.Phase.PENDING;
      case PHASE_SUCCEEDED -> Notice.Refund.Phase.SUCCEEDED;
      case PHASE_FAILED -> Notice.Refund.Phase.FAILED;
      case PHASE_UNSPECIFIED, UNRECOGNIZED -> throw unknown(phase);
    };
  }

  static Payers.Dispute.Phase write(Notice.Dispute.Phase phase) {
    return switch (phase) {
      case INQUIRY -> Payers.Dispute.Phase.PHASE_INQUIRY;
      case OPEN -> Payers.Dispute.Phase.PHASE_OPEN;
      case WON -> Payers.Dispute.Phase.PHASE_WON;
      case LOST -> Payers.Dispute.Phase.PHASE_LOST;
    };
  }

  static Notice.Dispute.Phase read(Payers.Dispute.Phase phase) {
    return switch (phase) {
      case PHASE_INQUIRY -> Notice.Dispute.Phase.INQUIRY;
      case PHASE_OPEN -> Notice.Dispute.Phase.OPEN;
      case PHASE_WON -> Notice.Dispute.Phase.WON;
      case PHASE_LOST -> Notice.Dispute.Phase.LOST;
      case PHASE_UNSPECIFIED, UNRECOGNIZED -> throw unknown(phase);
    };
  }

  static Payers.PaidSubscription.Standing write(Notice.Subscription.Standing standing) {
    return switch (standing) {
      case INCOMPLETE -> Payers.PaidSubscription.Standing.STANDING_INCOMPLETE;
      case STOPPED -> Payers.PaidSubscription.Standing.STANDING_STOPPED;
      case PAST_DUE -> Payers.PaidSubscription.Standing.STANDING_PAST_DUE;
      case TRIAL -> Payers.PaidSubscription.Standing.STANDING_TRIAL;
      case ACTIVE -> Payers.PaidSubscription.Standing.STANDING_ACTIVE;
      case ENDED -> Payers.PaidSubscription.Standing.STANDING_ENDED;
    };
  }

  static Notice.Subscription.Standing read(Payers.PaidSubscription.Standing standing) {
    return switch (standing) {
      case STANDING_INCOMPLETE -> Notice.Subscription.Standing.INCOMPLETE;
      case STANDING_STOPPED -> Notice.Subscription.Standing.STOPPED;
      case STANDING_PAST_DUE -> Notice.Subscription.Standing.PAST_DUE;
      case STANDING_TRIAL -> Notice.Subscription.Standing.TRIAL;
      case STANDING_ACTIVE -> Notice.Subscription.Standing.ACTIVE;
      case STANDING_ENDED -> Notice.Subscription.Standing.ENDED;
      case STANDING_UNSPECIFIED, UNRECOGNIZED -> throw unknown(standing);
    };
  }
}
