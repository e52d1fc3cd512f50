package io.tollkeeper.http.problem;

import io.tollkeeper.engine.domain.Refusal;

/** How each refusal of the engine is told over HTTP. */
public final class Refusals {

  private Refusals() {}

  /** The problem that this refusal is: its status and code, and the field where it is one field's fault. */
  public static ProblemDetails problem(Refusal refusal, String detail) {
    return switch (refusal) {
      case CUSTOMER_NOT_FOUND -> ProblemDetails.of(Code.CUSTOMER_NOT_FOUND, detail);
      case ID_REUSED -> ProblemDetails.of(Code.ID_REUSED, detail);
      case FEATURE_NOT_FOUND -> ProblemDetails.of(Code.FEATURE_NOT_FOUND, detail);
      case WRONG_KIND -> ProblemDetails.at(Code.INVALID_REQUEST, "/feature", detail);
      case NO_PRICE -> ProblemDetails.at(Code.NO_PRICE, "/dimensions", detail);
      case AMOUNT_TOO_LARGE -> ProblemDetails.at(Code.INVALID_AMOUNT, "/credits", detail);
      case RUN_NOT_FOUND -> ProblemDetails.of(Code.RUN_NOT_FOUND, detail);
      case INSUFFICIENT_CREDITS -> ProblemDetails.of(Code.INSUFFICIENT_CREDITS, detail);
      case GRANT_NOT_FOUND -> ProblemDetails.of(Code.GRANT_NOT_FOUND, detail);
      case GRANT_ENDS_TOO_EARLY -> ProblemDetails.at(Code.INVALID_REQUEST, "/expires_at", detail);
      case TOO_MANY_GRANTS -> ProblemDetails.of(Code.TOO_MANY_GRANTS, detail);
    };
  }

  /** The code alone, for answers that are no problem. */
  public static Code code(Refusal refusal) {
    return problem(refusal, "").code();
  }
}
