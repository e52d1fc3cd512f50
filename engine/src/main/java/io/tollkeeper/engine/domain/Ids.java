package io.tollkeeper.engine.domain;

import java.util.List;

/**
 * The one rule for names: which characters and lengths an id, a catalogue key and a tenant may have. Ids are chosen by callers and
 * become part of journal keys, so anything else is turned away at the edge.
 */
public final class Ids {

  /** The longest id that a caller may choose. */
  public static final int MAX_ID = 128;

  /** The longest key of a feature, a plan, a pack or a dimension. */
  public static final int MAX_KEY = 64;

  private static final int MAX_TENANT = 32;
  private static final List<String> RESERVED = List.of("stripe:", "plan:", "tk:");

  private Ids() {}

  /** True for 1–128 of {@code A-Z a-z 0-9 _ . : @ -}, except {@code .} and {@code ..}, which URL paths cannot carry. */
  public static boolean isId(String id) {
    return !id.isEmpty() && id.length() <= MAX_ID && !id.equals(".") && !id.equals("..")
        && id.chars().allMatch(Ids::inId);
  }

  /** True for ids that only the engine itself gives: those that begin with {@code stripe:}, {@code plan:} or {@code tk:}. */
  public static boolean isReserved(String id) {
    return RESERVED.stream().anyMatch(id::startsWith);
  }

  /** True for 1–64 of {@code a-z 0-9 _ . -}. */
  public static boolean isKey(String key) {
    return !key.isEmpty() && key.length() <= MAX_KEY && key.chars().allMatch(c -> inTenant(c) || c == '_' || c == '.');
  }

  /** True for 1–32 of {@code a-z 0-9 -}. */
  public static boolean isTenant(String tenant) {
    return !tenant.isEmpty() && tenant.length() <= MAX_TENANT && tenant.chars().allMatch(Ids::inTenant);
  }

  private static boolean inId(int c) {
    return inTenant(c) || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || c == ':' || c == '@';
  }

  private static boolean inTenant(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }
}
