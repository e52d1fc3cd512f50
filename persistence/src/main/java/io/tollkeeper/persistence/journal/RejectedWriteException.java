package io.tollkeeper.persistence.journal;

/** A write that was certainly not stored, for a reason of its own: others are not affected. */
public final class RejectedWriteException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RejectedWriteException(String message) {
    super(message);
  }

  RejectedWriteException(String message, Throwable cause) {
    super(message, cause);
  }
}
