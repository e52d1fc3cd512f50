package io.tollkeeper.http;

/** Who may call an endpoint. */
enum Access {
  /** Anyone, without a key. */
  PUBLIC,
  /** Keys of any scope. */
  AGENT,
  /** Keys for everything. */
  ADMIN;

  boolean admits(Scope scope) {
    return switch (this) {
      case PUBLIC, AGENT -> true;
      case ADMIN -> scope == Scope.ADMIN;
    };
  }
}
