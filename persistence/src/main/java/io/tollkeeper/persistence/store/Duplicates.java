package io.tollkeeper.persistence.store;

import java.sql.SQLException;

/** How databases say that a row with this key is there already. */
final class Duplicates {

  private static final String UNIQUE_VIOLATION = "23505";

  private Duplicates() {}

  static boolean isDuplicate(SQLException failure) {
    return UNIQUE_VIOLATION.equals(failure.getSQLState());
  }
}
