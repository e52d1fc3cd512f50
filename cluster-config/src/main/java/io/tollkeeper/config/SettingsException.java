package io.tollkeeper.config;

/** A setting is wrong or missing, or what it names cannot be used; the message is one line for the operator. */
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String line;

  public SettingsException(String message) {
    super(message);
    this.line = message.lines().findFirst().orElse("a setting is wrong");
  }

  /** What is wrong, in one line. */
  public String line() {
    return line;
  }
}
