package io.tollkeeper.engine.domain;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    if (owner.value("limit").orElse("") instanceof List<?> list) return list.isEmpty() ? nothing(owner) : list(owner);
    return per.isEmpty() && !owner.has("limit") ? List.of() : one(owner).stream().toList();
  }

  /** The limit of a level under {@code name}; none if there is no limit. */
  static List<Limit> level(DocumentPart owner, String name) {
    return number(owner, name).stream().map(number -> new Limit(number, Optional.empty())).toList();
  }

  private static List<Limit> list(DocumentPart owner) {
    if (owner.value("per").isPresent())
      owner.problem("per", "each limit of the list has a window of its own", "move it into the list: " + EXAMPLE);
    var limits = new ArrayList<Limit>();
    var windows = EnumSet.noneOf(Window.class);
    for (var part : owner.oneOrMore("limit", WINDOWS.size(), EXAMPLE)) {
      var limit = one(part);
      part.refuseUnread();
      window(part).filter(window -> !windows.add(window)).ifPresent(
          window -> part.problem("per", "there is a limit per " + wire(window) + " already", "name each window once"));
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
    if (!part.has("limit")) part.problem("limit", "a limit says how much may be used", "such as " + EXAMPLE);
    if (!part.has("per")) part.problem("per", "a limit is counted in a window", windows());
    return number.isPresent() && window.isPresent() ? Optional.of(new Limit(number.get(), window)) : Optional.empty();
  }

  private static Optional<Long> number(DocumentPart part, String name) {
    var value = part.value(name);
    var number = value.flatMap(DocumentPart::number).filter(whole -> NumberBounds.isWhole(whole, MAX_LIMIT));
    if (value.isPresent() && number.isEmpty())
      part.problem(name, "a limit is a whole number from 0 to " + MAX_LIMIT, "such as 20; no limit is unlimited");
    return number.map(whole -> whole.longValueExact());
  }

  private static Optional<Window> window(DocumentPart part) {
    var word = part.text("per");
    var window = word.flatMap(text -> WINDOWS.stream().filter(known -> wire(known).equals(text)).findAny());
    if (word.isPresent() && window.isEmpty()) part.problem("per", "there is no such window", windows());
    return window;
  }

  private static String windows() {
    return Stream.of(Window.values()).map(LimitReader::wire).collect(Collectors.joining(", ", "one of ", ""));
  }

  private static String wire(Window window) {
    return window.name().toLowerCase(Locale.ROOT);
  }
}
