package io.tollkeeper.http;

/** What an API key is for. */
public enum Scope {
  /** The hot path, and reading a customer. */
  AGENT,
  /** Everything. */
  ADMIN
}
