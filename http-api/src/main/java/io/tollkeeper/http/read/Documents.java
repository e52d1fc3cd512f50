package io.tollkeeper.http.read;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollkeeper.http.problem.Malformed;

/** Turns what was parsed into plain maps, lists, strings, exact numbers and booleans, the form in which documents are handed on. */
public final class Documents {

  private Documents() {}

  /** The document that this object is, in the order in which it was written. */
  public static Map<String, Object> of(ObjectNode object) {
    return map(object, "");
  }

  private static Map<String, Object> map(JsonNode object, String pointer) {
    var map = new LinkedHashMap<String, Object>();
    for (var field : object.properties()) {
      var where = Pointer.to(pointer, field.getKey());
      map.put(text(field.getKey(), where), value(field.getValue(), where));
    }
    return map;
  }

  private static List<Object> list(JsonNode array, String pointer) {
    var list = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++)
      list.add(value(array.get(i), pointer + '/' + i));
    return list;
  }

  private static Object value(JsonNode node, String pointer) {
    return switch (node.getNodeType()) {
      case OBJECT -> map(node, pointer);
      case ARRAY -> list(node, pointer);
      case STRING -> text(node.textValue(), pointer);
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> number(node.numberValue(), pointer);
      case NULL -> throw Malformed.request(pointer, "null is not a value; leave the name out");
      case BINARY, MISSING, POJO ->
        throw Malformed.request(pointer, "this is neither a mapping nor a list, text, number or boolean");
    };
  }

  private static Object number(Number number, String pointer) {
    return switch (number) {
      case Integer exact -> exact;
      case Long exact -> exact;
      case BigInteger exact -> exact;
      case BigDecimal exact -> exact;
      // What YAML writes as .inf and .nan.
      default -> throw Malformed.request(pointer, "this is not an exact number");
    };
  }

  private static String text(String text, String pointer) {
    if (Texts.isUnicode(text)) return text;
    throw Malformed.request(pointer, "this contains NUL or half a character");
  }
}
