package io.tollkeeper.http.problem;

import java.util.Optional;

/**
 * One problem, as it is told to a caller.
 *
 * @param code what it is, for programs
 * @param detail what it is this time, for people
 * @param pointer the field that is wrong, as a JSON pointer (RFC 6901); a part of the path or the query is named like a field
 */
public record ProblemDetails(Code code, String detail, Optional<String> pointer) {

  /** A problem that is not about one field. */
  public static ProblemDetails of(Code code, String detail) {
    return new ProblemDetails(code, detail, Optional.empty());
  }

  /** A problem with one field. */
  public static ProblemDetails at(Code code, String pointer, String detail) {
    return new ProblemDetails(code, detail, Optional.of(pointer));
  }
}
