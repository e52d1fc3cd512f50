package io.tollkeeper.engine.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what work something is for: per dimension a value, or a list of values of which one must match. */
final class ConditionReader {

  private static final int MAX_VALUES = 100;

  private ConditionReader() {}

  /** The conditions under {@code when}; none if it is for all work. */
  static Map<String, List<String>> read(DocumentPart owner) {
    var part = owner.mapping("when");
    var conditions = new HashMap<String, List<String>>();
    for (var dimension : part.keys(Dimensions.MAX)) {
      var values = new ArrayList<String>();
      for (var value : part.values(dimension, MAX_VALUES)) {
        var text = condition(value);
        if (text.isEmpty())
          part.problem(dimension,
              "a dimension is a text of at most " + DocumentPart.MAX_TEXT + " characters or a number",
              "such as gpt-4o, or [a, b]; put words such as true in quotes");
        text.ifPresent(values::add);
      }
      if (values.isEmpty())
        part.problem(dimension, "a condition without values never matches", "name a value, or remove the condition");
      conditions.put(dimension, values);
    }
    if (owner.has("when") && conditions.isEmpty())
      owner.problem("when", "a condition names at least one dimension", "remove it if there is no condition");
    return conditions;
  }

  /** The value in the form that dimensions are compared in. */
  private static Optional<String> condition(Object value) {
    if (value instanceof String text)
      return text.isEmpty() || text.length() > DocumentPart.MAX_TEXT ? Optional.empty() : Optional.of(text);
    return DocumentPart.number(value).filter(NumberBounds::isShort).map(NumberBounds::plain);
  }
}
