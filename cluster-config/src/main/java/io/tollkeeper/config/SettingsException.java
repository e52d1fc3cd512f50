package io.tollkeeper.config;

/** A setting is wrong or missing, or what it names cannot be used; the message is one line for the operator. */
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public SettingsException(String message) {
    super(message.lines().findFirst().orElse("a setting is wrong"));
  }
}
