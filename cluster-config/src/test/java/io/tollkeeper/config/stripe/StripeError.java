package io.tollkeeper.config.stripe;

/** Ends a call with an error in Stripe's form. */
final class StripeError extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String type;
  private final String code;
  private final String declineCode;

  StripeError(int status, String type, String code) {
    this(status, type, code, "");
  }

  private StripeError(int status, String type, String code, String declineCode) {
    super(status + " " + type + " " + code);
    this.status = status;
    this.type = type;
    this.code = code;
    this.declineCode = declineCode;
  }

  /** The bank says no. */
  static StripeError declined(String declineCode) {
    return new StripeError(402, "card_error", "card_declined", declineCode);
  }

  int status() {
    return status;
  }

  String body() {
    var body = Json.object();
    var error = body.putObject("error").put("type", type).put("code", code).put("message", "as a double says");
    if (!declineCode.isEmpty()) error.put("decline_code", declineCode);
    return body.toString();
  }
}
