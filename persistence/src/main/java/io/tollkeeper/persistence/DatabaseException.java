package io.tollkeeper.persistence;

/** The database cannot be used; the message is one line that says why and names what to do. */
public final class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean passing;

  /**
   * A reason not to use the database.
   *
   * @param passing whether the same may work in a while: the database is away, not wrong
   */
  public DatabaseException(String message, boolean passing, Throwable cause) {
    super(message, cause);
    this.passing = passing;
  }

  /** A reason that stays. */
  public DatabaseException(String message) {
    super(message);
    this.passing = false;
  }

  /** Whether the same may work in a while: the database is away, not wrong. */
  public boolean isPassing() {
    return passing;
  }
}
