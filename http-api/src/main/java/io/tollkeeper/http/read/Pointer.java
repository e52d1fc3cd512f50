package io.tollkeeper.http.read;

/** Writes JSON pointers (RFC 6901). */
final class Pointer {

  private static final int MAX_NAME = 128;

  private Pointer() {}

  /** The pointer to a name inside what {@code parent} points to. A name that is too long to be one of ours is cut. */
  static String to(String parent, String name) {
    var shown = name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
    return parent + '/' + shown.replace("~", "~0").replace("/", "~1");
  }
}
