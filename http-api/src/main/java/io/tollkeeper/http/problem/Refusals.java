package io.tollkeeper.http.problem;

import io.tollkeeper.engine.domain.Refusal;

/** How each refusal of the engine is told over HTTP. */
public final class Refusals {

  private Refusals() {}

  /** The problem that this refusal is: its status and code, and the field where it is one field's fault. */
  public static ProblemDetails problem(Refusal refusal, String detail) {
    return problem(refusal, detail, "/credits");
  }

  /** The same, where {@code amount} points to the amount that was asked for. */
  public static ProblemDetails problem(Refusal refusal, String detail, String amount) {
    return switch (refusal) {
      case CUSTOMER_NOT_FOUND -> ProblemDetails.of(Code.CUSTOMER_NOT_FOUND, detail);
      case ID_REUSED -> ProblemDetails.of(Code.ID_REUSED, detail);
      case FEATURE_NOT_FOUND -> ProblemDetails.of(Code.FEATURE_NOT_FOUND, detail);
      case WRONG_KIND -> ProblemDetails.at(Code.INVALID_REQUEST, "/feature", detail);
      case NO_PRICE -> ProblemDetails.at(Code.NO_PRICE, "/dimensions", detail);
      case AMOUNT_TOO_LARGE -> ProblemDetails.at(Code.INVALID_AMOUNT, amount, detail);
      case RUN_NOT_FOUND -> ProblemDetails.of(Code.RUN_NOT_FOUND, detail);
      case RUN_CLOSED -> ProblemDetails.of(Code.RUN_CLOSED, detail);
      case TOO_MANY_RUNS -> ProblemDetails.of(Code.TOO_MANY_RUNS, detail);
      case RUN_TOO_DEEP -> ProblemDetails.of(Code.RUN_TOO_DEEP, detail);
      case CUSTOMER_SUSPENDED -> ProblemDetails.of(Code.CUSTOMER_SUSPENDED, detail);
      case NOT_ENTITLED -> ProblemDetails.of(Code.NOT_ENTITLED, detail);
      case RATE_LIMITED -> ProblemDetails.of(Code.RATE_LIMITED, detail);
      case LIMIT_EXCEEDED -> ProblemDetails.of(Code.LIMIT_EXCEEDED, detail);
      case GAUGE_BELOW_ZERO -> ProblemDetails.at(Code.INVALID_REQUEST, "/add", detail);
      case RUN_BUDGET_EXCEEDED -> ProblemDetails.of(Code.RUN_BUDGET_EXCEEDED, detail);
      case INSUFFICIENT_CREDITS -> ProblemDetails.of(Code.INSUFFICIENT_CREDITS, detail);
      case RESERVATION_NOT_FOUND -> ProblemDetails.of(Code.RESERVATION_NOT_FOUND, detail);
      case ALREADY_SETTLED -> ProblemDetails.of(Code.ALREADY_SETTLED, detail);
      case ALREADY_RELEASED -> ProblemDetails.of(Code.ALREADY_RELEASED, detail);
      case RESERVATION_EXPIRED -> ProblemDetails.of(Code.RESERVATION_EXPIRED, detail);
      case TOO_MANY_RESERVATIONS -> ProblemDetails.of(Code.TOO_MANY_RESERVATIONS, detail);
      case USAGE_NOT_FOUND -> ProblemDetails.of(Code.USAGE_NOT_FOUND, detail);
      case REFUND_EXCEEDS_CHARGE -> ProblemDetails.of(Code.REFUND_EXCEEDS_CHARGE, detail);
      case GRANT_NOT_FOUND -> ProblemDetails.of(Code.GRANT_NOT_FOUND, detail);
      case GRANT_ENDS_TOO_EARLY -> ProblemDetails.at(Code.INVALID_REQUEST, "/expires_at", detail);
      case TOO_MANY_GRANTS -> ProblemDetails.of(Code.TOO_MANY_GRANTS, detail);
      case PLAN_NOT_FOUND -> ProblemDetails.of(Code.PLAN_NOT_FOUND, detail);
      case PACK_NOT_FOUND -> ProblemDetails.of(Code.PACK_NOT_FOUND, detail);
      case MANAGED_BY_STRIPE -> ProblemDetails.of(Code.MANAGED_BY_STRIPE, detail);
      case TOO_MANY_OVERRIDES -> ProblemDetails.of(Code.TOO_MANY_OVERRIDES, detail);
    };
  }

  /** The code alone, for answers that are no problem. */
  public static Code code(Refusal refusal) {
    return problem(refusal, "").code();
  }
}
