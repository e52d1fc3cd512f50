package io.tollkeeper.http;

/** What can be asked for again and again. The lower-case name is a path under {@code /v1}, and the {@code op} of a part of a batch. */
enum Verb {
  AUTHORIZE, CONSUME, RESERVE, SETTLE, RELEASE, EXTEND, REFUND
}
