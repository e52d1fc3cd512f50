package io.tollkeeper.persistence.codec;

/** Something stored cannot be read: it is damaged, or a newer version wrote it. Never skipped, since a fact left out is a wrong balance. */
public final class StoredFormException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoredFormException(String message) {
    super(message);
  }

  public StoredFormException(String message, Throwable cause) {
    super(message, cause);
  }

  /** An enumeration's value that is missing, or that only a newer version knows. */
  static StoredFormException unknown(Enum<?> value) {
    return new StoredFormException(
        "the value " + value + " of " + value.getDeclaringClass().getSimpleName() + " is not known");
  }

  /** Fails unless a part that is always written is there. */
  static void require(boolean present, String part) {
    if (!present) throw new StoredFormException(part + " is missing");
  }
}
