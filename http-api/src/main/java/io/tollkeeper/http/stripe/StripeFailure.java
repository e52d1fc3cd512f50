package io.tollkeeper.http.stripe;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.StripeException;

/** Why a call to Stripe came to nothing. Never holds what Stripe says in words, which may quote a part of the key. */
final class StripeFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_]{1,64}");

  private final Kind kind;
  private final int status;
  private final String code;

  /** What kind of failure it is: it says what a repeat would come to. */
  enum Kind {
    /** The bank or the card says no. */
    DECLINED,
    /** Stripe does not accept the request, and will not. */
    INVALID,
    /** The idempotency key was used before, with other content. */
    REUSED,
    /** Too many requests: later. */
    RATE_LIMITED,
    /** Stripe cannot be reached, or has a fault: nobody knows whether it was done. */
    UNAVAILABLE
  }

  /**
   * A failure.
   *
   * @param status of Stripe's answer; 0 if there was none
   * @param code Stripe's word for it, or ours where it has none; of a decline the reason
   */
  StripeFailure(Kind kind, int status, String code) {
    super(kind.name().toLowerCase(Locale.ROOT) + ", status " + status + ", code " + code, null, false, false);
    this.kind = kind;
    this.status = status;
    this.code = code;
  }

  /** A failure that Stripe's library reports. */
  static StripeFailure of(StripeException e) {
    var status = e.getStatusCode() == null ? 0 : e.getStatusCode();
    return switch (e) {
      case ApiConnectionException _ -> new StripeFailure(Kind.UNAVAILABLE, 0, "connection");
      case CardException card -> new StripeFailure(Kind.DECLINED, status, declined(card));
      case IdempotencyException _ -> new StripeFailure(Kind.REUSED, status, "idempotency_error");
      default -> new StripeFailure(kind(status), status, code(e.getCode(), "status_" + status));
    };
  }

  Kind kind() {
    return kind;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  /** Whether Stripe has no such thing. */
  boolean isMissing() {
    return status == 404;
  }

  private static Kind kind(int status) {
    if (status == 429) return Kind.RATE_LIMITED;
    // Another request with the same key was under way, each time.
    if (status == 409 || status == 0 || status >= 500) return Kind.UNAVAILABLE;
    return status == 402 ? Kind.DECLINED : Kind.INVALID;
  }

  private static String declined(CardException card) {
    return code(card.getDeclineCode(), code(card.getCode(), "card_declined"));
  }

  private static String code(@Nullable String given, String otherwise) {
    return given != null && CODE.matcher(given).matches() ? given : otherwise;
  }
}
