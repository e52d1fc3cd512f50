package io.tollkeeper.config.stripe;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Making JSON. */
final class Json {

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A list as Stripe has them inside of objects. */
  static ObjectNode list(String url, List<? extends JsonNode> data) {
    var list = object().put("object", "list").put("has_more", false).put("url", url);
    list.putArray("data").addAll(data);
    return list;
  }

  /** A text, or null where it is empty. */
  static void text(ObjectNode object, String field, String value) {
    if (value.isEmpty()) object.putNull(field);
    else object.put(field, value);
  }
}
