package io.tollkeeper.engine.domain;

/** Where an id of the caller's is unique, per customer. */
public enum IdSpace {
  USAGE, GRANT, ADJUSTMENT
}
