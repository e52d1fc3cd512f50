package io.tollkeeper.engine.domain;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Reads how much of something may be used: a number and the window that it is counted in, or a list of these. A level has one number,
 * which holds at every moment.
 */
final class LimitReader {

  /** The largest limit. What a hundred of them add up to can be counted, and every JSON reader knows it exactly. */
  static final long MAX_LIMIT = 1_000_000_000_000_000L;

  private static final List<Window> WINDOWS = List.of(Window.values());
  private static final String EXAMPLE = "{ limit: 20, per: day }";

  private LimitReader() {}

  /** The limits under {@code limit}, each counted in its window; none if there is no limit. */
  static List<Limit> counted(DocumentPart owner) {
    var per = owner.value("per");
    var perQuantity = owner.value("per_quantity");
    if (owner.value("limit").orElse("") instanceof List<?> list) return list.isEmpty() ? nothing(owner) : list(owner);
    return per.isEmpty() && perQuantity.isEmpty() && !owner.has("limit") ? List.of() : one(owner).stream().toList();
  }

  /** The limit of a level, in a part of its own; none if there is no limit. */
  static List<Limit> level(DocumentPart owner) {
    var perQuantity = perQuantity(owner);
    if (owner.has("per_quantity") && !owner.has("limit"))
      owner.problem("limit", "without a limit there is nothing to multiply",
          "such as { limit: 10, per_quantity: true }");
    return level(owner, "limit", perQuantity);
  }

  /** The limit of a level that is the number under this name. */
  static List<Limit> level(DocumentPart owner, String name) {
    return level(owner, name, false);
  }

  private static List<Limit> level(DocumentPart owner, String name, boolean perQuantity) {
    return number(owner, name).stream().map(number -> new Limit(number, Optional.empty(), perQuantity)).toList();
  }

  private static List<Limit> list(DocumentPart owner) {
    for (var name : List.of("per", "per_quantity"))
      if (owner.value(name).isPresent())
        owner.problem(name, "each limit of the list says this for itself", "move it into the list: " + EXAMPLE);
    var limits = new ArrayList<Limit>();
    var windows = EnumSet.noneOf(Window.class);
    for (var part : owner.oneOrMore("limit", WINDOWS.size(), EXAMPLE)) {
      var limit = one(part);
      part.refuseUnread();
      window(part).filter(window -> !windows.add(window)).ifPresent(window -> part.problem("per",
          "there is a limit per " + WordReader.wire(window) + " already", "name each window once"));
      limit.ifPresent(limits::add);
    }
    return limits;
  }

  private static List<Limit> nothing(DocumentPart owner) {
    owner.problem("limit", "the list has no limits", "add one such as " + EXAMPLE + "; no limit is unlimited");
    return List.of();
  }

  private static Optional<Limit> one(DocumentPart part) {
    var number = number(part, "limit");
    var window = window(part);
    var perQuantity = perQuantity(part);
    if (!part.has("limit")) part.problem("limit", "a limit says how much may be used", "such as " + EXAMPLE);
    if (!part.has("per")) part.problem("per", "a limit is counted in a window", WordReader.oneOf(WINDOWS));
    return number.isPresent() && window.isPresent()
        ? Optional.of(new Limit(number.get(), window, perQuantity))
        : Optional.empty();
  }

  private static boolean perQuantity(DocumentPart part) {
    return part.truth("per_quantity").orElse(false);
  }

  private static Optional<Long> number(DocumentPart part, String name) {
    var value = part.value(name);
    var number = value.flatMap(DocumentPart::number).filter(whole -> NumberBounds.isWhole(whole, MAX_LIMIT));
    if (value.isPresent() && number.isEmpty())
      part.problem(name, "a limit is a whole number from 0 to " + MAX_LIMIT, "such as 20; no limit is unlimited");
    return number.map(whole -> whole.longValueExact());
  }

  private static Optional<Window> window(DocumentPart part) {
    return WordReader.read(part, "per", WINDOWS, "there is no such window");
  }
}
