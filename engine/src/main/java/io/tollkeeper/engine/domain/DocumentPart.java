package io.tollkeeper.engine.domain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * A mapping inside a document, which knows where it stands. What is wrong with it goes to a list that all parts of the document share,
 * and reading goes on with a stand-in.
 */
final class DocumentPart {

  /** The longest text. */
  static final int MAX_TEXT = 255;

  // A document of nothing but mistakes must not give an answer without end.
  private static final int MAX_PROBLEMS = 1_000;

  private static final String TEXTS = "such as [a, b]";

  private final Map<?, ?> content;
  private final String path;
  private final List<Problem> problems;
  private final Set<String> read = new HashSet<>();

  private DocumentPart(Map<?, ?> content, String path, List<Problem> problems) {
    this.content = content;
    this.path = path;
    this.problems = problems;
  }

  static DocumentPart root(Map<String, ?> document, List<Problem> problems) {
    return new DocumentPart(document, "", problems);
  }

  boolean has(String name) {
    return content.containsKey(name);
  }

  /** Notes what is wrong with the value of this name. */
  void problem(String name, String message, String hint) {
    report(pathOf(name), message, hint);
  }

  /** Notes what is wrong with the whole part. */
  void problem(String message, String hint) {
    report(path, message, hint);
  }

  /** Notes every name that nobody asked for. */
  void refuseUnread() {
    refuseUnread(_ -> "nothing is known by this name here");
  }

  /** Notes every name that nobody asked for, with what this makes of it. */
  void refuseUnread(UnaryOperator<String> message) {
    for (var name : content.keySet())
      if (!(name instanceof String text && read.contains(text)))
        report(pathOf(String.valueOf(name)), message.apply(String.valueOf(name)),
            read.isEmpty() ? "remove it" : "known: " + String.join(", ", read.stream().sorted().toList()));
  }

  /** The value under this name, whatever it is. */
  Optional<Object> value(String name) {
    read.add(name);
    @Nullable
    Object value = content.get(name);
    if (value == null && content.containsKey(name))
      problem(name, "this has no value", "give it one, or remove the name");
    return Optional.ofNullable(value);
  }

  /** The text under this name. */
  Optional<String> text(String name) {
    var value = value(name);
    if (value.isEmpty()) return Optional.empty();
    if (value.get() instanceof String text && isText(text)) return Optional.of(text);
    problem(name, "this must be a text of 1 to " + MAX_TEXT + " printable characters",
        "put it in quotes if it looks like a number");
    return Optional.empty();
  }

  /** The list of texts under this name; empty if there is none. */
  List<String> texts(String name, int max) {
    var texts = new ArrayList<String>();
    var elements = elements(name, max, TEXTS);
    for (int i = 0; i < elements.size(); i++)
      if (elements.get(i) instanceof String text && isText(text)) texts.add(text);
      else
        report(pathOf(name) + '/' + i, "this must be a text of 1 to " + MAX_TEXT + " printable characters",
            "put it in quotes if it looks like a number");
    return texts;
  }

  /** The decimal number under this name, also if it is written as a text. */
  Optional<BigDecimal> decimal(String name) {
    var value = value(name);
    if (value.isEmpty()) return Optional.empty();
    var number = number(value.get());
    if (number.isEmpty()) problem(name, "this must be a decimal number", "such as 10 or 0.0025");
    return number;
  }

  /** The truth under this name. */
  Optional<Boolean> truth(String name) {
    var value = value(name);
    if (value.isEmpty()) return Optional.empty();
    if (value.get() instanceof Boolean truth) return Optional.of(truth);
    problem(name, "this must be true or false", "without quotes");
    return Optional.empty();
  }

  /** The mapping under this name, which looks like the example. */
  Optional<DocumentPart> part(String name, String example) {
    var value = value(name);
    if (value.isPresent() && value.get() instanceof Map<?, ?> map) return Optional.of(at(map, pathOf(name)));
    if (value.isPresent()) problem(name, "this must be a mapping", "such as " + example);
    return Optional.empty();
  }

  /** The mapping under this name, whose keys are names that the tenant chose. */
  DocumentPart mapping(String name) {
    var value = value(name);
    if (value.isPresent() && value.get() instanceof Map<?, ?> map) return at(map, pathOf(name));
    if (value.isPresent()) problem(name, "this must be a mapping", "one name and its value for each line");
    return at(Map.of(), pathOf(name));
  }

  /** The mappings under this name by their keys, at most {@code max} that look like the example, in the document's order. */
  Map<String, DocumentPart> parts(String name, int max, String example) {
    var mapping = mapping(name);
    var parts = new LinkedHashMap<String, DocumentPart>();
    for (var key : mapping.keys(max)) {
      var value = mapping.value(key);
      if (value.isPresent() && value.get() instanceof Map<?, ?> map) parts.put(key, at(map, mapping.pathOf(key)));
      else if (value.isPresent()) mapping.problem(key, "this must be a mapping", "such as " + example);
    }
    return parts;
  }

  /** The mappings in the list under this name, at most {@code max} that look like the example, or the single mapping under it. */
  List<DocumentPart> oneOrMore(String name, int max, String example) {
    var value = value(name);
    if (value.isPresent() && value.get() instanceof Map<?, ?> map) return List.of(at(map, pathOf(name)));
    var parts = new ArrayList<DocumentPart>();
    var elements = elements(name, max, "such as " + example);
    for (int i = 0; i < elements.size(); i++)
      if (elements.get(i) instanceof Map<?, ?> map) parts.add(at(map, pathOf(name) + '/' + i));
      else report(pathOf(name) + '/' + i, "this must be a mapping", "such as " + example);
    return parts;
  }

  /** The values under this name: those of a list, or the single one. */
  List<?> values(String name, int max) {
    return value(name).filter(value -> !(value instanceof List<?>)).<List<?>>map(List::of)
        .orElseGet(() -> elements(name, max, TEXTS));
  }

  /** The names in this part that are keys, at most {@code max}; the others are problems. */
  List<String> keys(int max) {
    if (content.size() > max) problem("there are more than " + max, "at most " + max);
    var keys = new ArrayList<String>();
    for (var name : content.keySet()) {
      var key = String.valueOf(name);
      if (name instanceof String && Ids.isKey(key)) keys.add(key);
      else report(pathOf(key), "this is not a key", "a key has 1 to " + Ids.MAX_KEY + " of a-z 0-9 _ . -");
      read.add(key);
    }
    return keys.size() <= max ? keys : keys.subList(0, max);
  }

  /** The number that this value is or spells. */
  static Optional<BigDecimal> number(Object value) {
    return switch (value) {
      case Integer number -> Optional.of(BigDecimal.valueOf(number));
      case Long number -> Optional.of(BigDecimal.valueOf(number));
      case BigInteger number -> Optional.of(new BigDecimal(number));
      case BigDecimal number -> Optional.of(number);
      case String text when isDecimal(text) -> Optional.of(new BigDecimal(text));
      default -> Optional.empty();
    };
  }

  /** The path of a name in this part. */
  String pathOf(String name) {
    var shown = name.length() <= MAX_TEXT ? name : name.substring(0, MAX_TEXT);
    return path + '/' + shown.replace("~", "~0").replace("/", "~1");
  }

  private List<?> elements(String name, int max, String example) {
    var value = value(name);
    if (value.isEmpty()) return List.of();
    if (!(value.get() instanceof List<?> list)) {
      problem(name, "this must be a list", example);
      return List.of();
    }
    if (list.size() <= max) return list;
    problem(name, "the list has more than " + max + " elements", "at most " + max);
    return list.subList(0, max);
  }

  private DocumentPart at(Map<?, ?> map, String where) {
    return new DocumentPart(map, where, problems);
  }

  private void report(String where, String message, String hint) {
    var problem = new Problem(where, message, hint);
    if (problems.size() < MAX_PROBLEMS && !problems.contains(problem)) problems.add(problem);
  }

  /** Whether this is neither empty nor too long, and can be printed. */
  static boolean isText(String text) {
    return !text.isEmpty() && text.length() <= MAX_TEXT && text.chars().noneMatch(Character::isISOControl);
  }

  private static boolean isDecimal(String text) {
    var dot = text.indexOf('.');
    var whole = dot < 0 ? text : text.substring(0, dot);
    return text.length() <= 40 && isDigits(whole) && (dot < 0 || isDigits(text.substring(dot + 1)));
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
