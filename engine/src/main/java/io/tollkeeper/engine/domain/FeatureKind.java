package io.tollkeeper.engine.domain;

/** What kind of thing a feature is. The wire form is the lower-case name. */
public enum FeatureKind {
  /** On or off: something that may be used or not. */
  SWITCH,
  /** A value, such as a support tier. */
  CONFIG,
  /** A flow: images, tokens. Each use is counted and may be priced. */
  METERED,
  /** A level: seats, projects, storage. */
  GAUGE
}
