package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.unknown;

import io.tollkeeper.engine.domain.EntryType;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Price;
import io.tollkeeper.engine.domain.Reservation;
import io.tollkeeper.engine.domain.Run;
import io.tollkeeper.engine.domain.Window;
import io.tollkeeper.persistence.stored.Commands;
import io.tollkeeper.persistence.stored.Rows;
import io.tollkeeper.persistence.stored.Values;

/** The written form of enumerations. A constant that is added to the domain does not compile until it has a number here. */
final class EnumCodec {

  private EnumCodec() {}

  static Values.GrantKind write(GrantKind kind) {
    return switch (kind) {
      case PROMOTIONAL -> Values.GrantKind.GRANT_KIND_PROMOTIONAL;
      case ROLLOVER -> Values.GrantKind.GRANT_KIND_ROLLOVER;
      case PLAN -> Values.GrantKind.GRANT_KIND_PLAN;
      case ADJUSTMENT -> Values.GrantKind.GRANT_KIND_ADJUSTMENT;
      case PAID -> Values.GrantKind.GRANT_KIND_PAID;
    };
  }

  static GrantKind read(Values.GrantKind kind) {
    return switch (kind) {
      case GRANT_KIND_PROMOTIONAL -> GrantKind.PROMOTIONAL;
      case GRANT_KIND_ROLLOVER -> GrantKind.ROLLOVER;
      case GRANT_KIND_PLAN -> GrantKind.PLAN;
      case GRANT_KIND_ADJUSTMENT -> GrantKind.ADJUSTMENT;
      case GRANT_KIND_PAID -> GrantKind.PAID;
      case GRANT_KIND_UNSPECIFIED, UNRECOGNIZED -> throw unknown(kind);
    };
  }

  static Commands.OnInsufficient write(OnInsufficient policy) {
    return switch (policy) {
      case REJECT -> Commands.OnInsufficient.ON_INSUFFICIENT_REJECT;
      case CAP -> Commands.OnInsufficient.ON_INSUFFICIENT_CAP;
      case OVERDRAFT -> Commands.OnInsufficient.ON_INSUFFICIENT_OVERDRAFT;
    };
  }

  static OnInsufficient read(Commands.OnInsufficient policy) {
    return switch (policy) {
      case ON_INSUFFICIENT_REJECT -> OnInsufficient.REJECT;
      case ON_INSUFFICIENT_CAP -> OnInsufficient.CAP;
      case ON_INSUFFICIENT_OVERDRAFT -> OnInsufficient.OVERDRAFT;
      case ON_INSUFFICIENT_UNSPECIFIED, UNRECOGNIZED -> throw unknown(policy);
    };
  }

  static Values.Price.Basis write(Price.Basis basis) {
    return switch (basis) {
      case NAMED -> Values.Price.Basis.BASIS_NAMED;
      case FREE -> Values.Price.Basis.BASIS_FREE;
      case RULE -> Values.Price.Basis.BASIS_RULE;
    };
  }

  static Price.Basis read(Values.Price.Basis basis) {
    return switch (basis) {
      case BASIS_NAMED -> Price.Basis.NAMED;
      case BASIS_FREE -> Price.Basis.FREE;
      case BASIS_RULE -> Price.Basis.RULE;
      case BASIS_UNSPECIFIED, UNRECOGNIZED -> throw unknown(basis);
    };
  }

  static Values.Window write(Window window) {
    return switch (window) {
      case SECOND -> Values.Window.WINDOW_SECOND;
      case MINUTE -> Values.Window.WINDOW_MINUTE;
      case HOUR -> Values.Window.WINDOW_HOUR;
      case DAY -> Values.Window.WINDOW_DAY;
      case WEEK -> Values.Window.WINDOW_WEEK;
      case MONTH -> Values.Window.WINDOW_MONTH;
      case BILLING_PERIOD -> Values.Window.WINDOW_BILLING_PERIOD;
      case LIFETIME -> Values.Window.WINDOW_LIFETIME;
    };
  }

  static Window read(Values.Window window) {
    return switch (window) {
      case WINDOW_SECOND -> Window.SECOND;
      case WINDOW_MINUTE -> Window.MINUTE;
      case WINDOW_HOUR -> Window.HOUR;
      case WINDOW_DAY -> Window.DAY;
      case WINDOW_WEEK -> Window.WEEK;
      case WINDOW_MONTH -> Window.MONTH;
      case WINDOW_BILLING_PERIOD -> Window.BILLING_PERIOD;
      case WINDOW_LIFETIME -> Window.LIFETIME;
      case WINDOW_UNSPECIFIED, UNRECOGNIZED -> throw unknown(window);
    };
  }

  static Values.Reservation.Status write(Reservation.Status status) {
    return switch (status) {
      case OPEN -> Values.Reservation.Status.STATUS_OPEN;
      case SETTLED -> Values.Reservation.Status.STATUS_SETTLED;
      case RELEASED -> Values.Reservation.Status.STATUS_RELEASED;
      case EXPIRED -> Values.Reservation.Status.STATUS_EXPIRED;
    };
  }

  static Reservation.Status read(Values.Reservation.Status status) {
    return switch (status) {
      case STATUS_OPEN -> Reservation.Status.OPEN;
      case STATUS_SETTLED -> Reservation.Status.SETTLED;
      case STATUS_RELEASED -> Reservation.Status.RELEASED;
      case STATUS_EXPIRED -> Reservation.Status.EXPIRED;
      case STATUS_UNSPECIFIED, UNRECOGNIZED -> throw unknown(status);
    };
  }

  static Values.Run.Status write(Run.Status status) {
    return switch (status) {
      case OPEN -> Values.Run.Status.STATUS_OPEN;
      case CLOSED -> Values.Run.Status.STATUS_CLOSED;
      case EXPIRED -> Values.Run.Status.STATUS_EXPIRED;
    };
  }

  static Run.Status read(Values.Run.Status status) {
    return switch (status) {
      case STATUS_OPEN -> Run.Status.OPEN;
      case STATUS_CLOSED -> Run.Status.CLOSED;
      case STATUS_EXPIRED -> Run.Status.EXPIRED;
      case STATUS_UNSPECIFIED, UNRECOGNIZED -> throw unknown(status);
    };
  }

  static Rows.EntryType write(EntryType type) {
    return switch (type) {
      case GRANT -> Rows.EntryType.ENTRY_TYPE_GRANT;
      case CONSUME -> Rows.EntryType.ENTRY_TYPE_CONSUME;
      case RESERVE -> Rows.EntryType.ENTRY_TYPE_RESERVE;
      case SETTLE -> Rows.EntryType.ENTRY_TYPE_SETTLE;
      case RELEASE -> Rows.EntryType.ENTRY_TYPE_RELEASE;
      case EXPIRE -> Rows.EntryType.ENTRY_TYPE_EXPIRE;
      case REFUND -> Rows.EntryType.ENTRY_TYPE_REFUND;
      case VOID -> Rows.EntryType.ENTRY_TYPE_VOID;
      case ADJUST -> Rows.EntryType.ENTRY_TYPE_ADJUST;
      case CLAWBACK -> Rows.EntryType.ENTRY_TYPE_CLAWBACK;
      case FREEZE -> Rows.EntryType.ENTRY_TYPE_FREEZE;
      case UNFREEZE -> Rows.EntryType.ENTRY_TYPE_UNFREEZE;
      case ROLLOVER -> Rows.EntryType.ENTRY_TYPE_ROLLOVER;
      case OVERDRAFT -> Rows.EntryType.ENTRY_TYPE_OVERDRAFT;
      case REPAY -> Rows.EntryType.ENTRY_TYPE_REPAY;
      case UNCOLLECTED -> Rows.EntryType.ENTRY_TYPE_UNCOLLECTED;
    };
  }

  static EntryType read(Rows.EntryType type) {
    return switch (type) {
      case ENTRY_TYPE_GRANT -> EntryType.GRANT;
      case ENTRY_TYPE_CONSUME -> EntryType.CONSUME;
      case ENTRY_TYPE_RESERVE -> EntryType.RESERVE;
      case ENTRY_TYPE_SETTLE -> EntryType.SETTLE;
      case ENTRY_TYPE_RELEASE -> EntryType.RELEASE;
      case ENTRY_TYPE_EXPIRE -> EntryType.EXPIRE;
      case ENTRY_TYPE_REFUND -> EntryType.REFUND;
      case ENTRY_TYPE_VOID -> EntryType.VOID;
      case ENTRY_TYPE_ADJUST -> EntryType.ADJUST;
      case ENTRY_TYPE_CLAWBACK -> EntryType.CLAWBACK;
      case ENTRY_TYPE_FREEZE -> EntryType.FREEZE;
      case ENTRY_TYPE_UNFREEZE -> EntryType.UNFREEZE;
      case ENTRY_TYPE_ROLLOVER -> EntryType.ROLLOVER;
      case ENTRY_TYPE_OVERDRAFT -> EntryType.OVERDRAFT;
      case ENTRY_TYPE_REPAY -> EntryType.REPAY;
      case ENTRY_TYPE_UNCOLLECTED -> EntryType.UNCOLLECTED;
      case ENTRY_TYPE_UNSPECIFIED, UNRECOGNIZED -> throw unknown(type);
    };
  }
}
