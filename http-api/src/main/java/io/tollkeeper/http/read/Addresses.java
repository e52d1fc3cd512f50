package io.tollkeeper.http.read;

import java.net.URI;
import java.util.Locale;

/** Addresses of pages that browsers are sent to. */
final class Addresses {

  /** The longest. */
  static final int MAX = 2_048;

  // Stripe puts the session's id in its place.
  private static final String PLACEHOLDER = "{CHECKOUT_SESSION_ID}";

  private Addresses() {}

  /** Whether this is an absolute address of a page on the web. */
  static boolean isPage(String text) {
    try {
      var uri = URI.create(text.replace(PLACEHOLDER, "id"));
      var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      return (scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null && uri.getUserInfo() == null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
