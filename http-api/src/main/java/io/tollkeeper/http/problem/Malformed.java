package io.tollkeeper.http.problem;

/**
 * Ends the reading of a request that is not as documented. Thrown by the readers and caught in one place, before anything is asked of
 * the engine, so it always means that nothing happened.
 */
public final class Malformed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ProblemDetails problem;

  /** Ends it with this problem. */
  public Malformed(ProblemDetails problem) {
    // Part of normal traffic: nobody will look at its stack.
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** A field that is not as documented. */
  public static Malformed request(String pointer, String detail) {
    return new Malformed(ProblemDetails.at(Code.INVALID_REQUEST, pointer, detail));
  }

  /** A field that is no id or key. */
  public static Malformed id(String pointer, String detail) {
    return new Malformed(ProblemDetails.at(Code.INVALID_ID, pointer, detail));
  }

  /** A field that is no amount. */
  public static Malformed amount(String pointer, String detail) {
    return new Malformed(ProblemDetails.at(Code.INVALID_AMOUNT, pointer, detail));
  }

  /** What to tell the caller. */
  public ProblemDetails problem() {
    return problem;
  }
}
