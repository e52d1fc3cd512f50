package io.tollkeeper.http.read;

import io.tollkeeper.engine.domain.Ids;
import io.tollkeeper.http.problem.Malformed;

/** Reads ids and keys, wherever in a request they stand. */
public final class RequestIds {

  // A grant that a payment bought is named after several ids of the payment provider.
  private static final int MAX_GIVEN = 255;

  private RequestIds() {}

  /** An id that a caller gives to something. */
  public static String chosen(String id, String pointer) {
    if (!Ids.isReserved(existing(id, pointer))) return id;
    throw Malformed.id(pointer, "ids that begin with stripe:, plan: or tk: are given by the service alone");
  }

  /** An id of something that a caller may have named. */
  public static String existing(String id, String pointer) {
    if (Ids.isId(id)) return id;
    throw Malformed.id(pointer, "an id has 1 to " + Ids.MAX_ID + " of A-Z a-z 0-9 _ . : @ -");
  }

  /** An id of a grant, which may also be one that only we give. Those can be longer. */
  public static String grant(String id, String pointer) {
    return isGiven(id) ? id : existing(id, pointer);
  }

  /** A key of the catalogue. */
  public static String key(String key, String pointer) {
    if (Ids.isKey(key)) return key;
    throw Malformed.id(pointer, "a key has 1 to " + Ids.MAX_KEY + " of a-z 0-9 _ . -");
  }

  private static boolean isGiven(String id) {
    if (id.length() <= Ids.MAX_ID || id.length() > MAX_GIVEN || !Ids.isReserved(id)) return false;
    // Each half is short enough for the rule; the letter keeps the second from being a dot alone.
    return Ids.isId(id.substring(0, Ids.MAX_ID)) && Ids.isId('x' + id.substring(Ids.MAX_ID));
  }
}
