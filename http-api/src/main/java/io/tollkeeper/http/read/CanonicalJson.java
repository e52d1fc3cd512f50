package io.tollkeeper.http.read;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.http.problem.Malformed;
import io.tollkeeper.http.wire.JsonBody;

/** Writes an object that a caller sent in the one form that equal objects share: sorted names, no blanks, numbers without needless digits. */
final class CanonicalJson {

  // Beyond this many digits on either side of the point a number keeps its exponent.
  private static final int MAX_PLAIN = 40;

  private CanonicalJson() {}

  /** The metadata that this object is, at most so many bytes of it. */
  static Metadata metadata(ObjectNode object, String pointer, int maxBytes) {
    if (object.isEmpty()) return Metadata.NONE;
    var bytes = JsonBody.of(out -> write(out, object, pointer));
    if (bytes.length > maxBytes) throw Malformed.request(pointer, "metadata has at most " + maxBytes + " bytes");
    return Metadata.of(new String(bytes, StandardCharsets.UTF_8));
  }

  private static void write(JsonGenerator out, JsonNode node, String pointer) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT -> {
        var names = new ArrayList<String>(node.size());
        node.fieldNames().forEachRemaining(names::add);
        Collections.sort(names);
        out.writeStartObject();
        for (var name : names) {
          out.writeFieldName(checked(name, pointer));
          write(out, node.get(name), pointer);
        }
        out.writeEndObject();
      }
      case ARRAY -> {
        out.writeStartArray();
        for (var element : node)
          write(out, element, pointer);
        out.writeEndArray();
      }
      case STRING -> out.writeString(checked(node.textValue(), pointer));
      case NUMBER -> out.writeNumber(number(node.decimalValue()));
      case BOOLEAN -> out.writeBoolean(node.booleanValue());
      case NULL -> out.writeNull();
      case BINARY, MISSING, POJO ->
        throw new IllegalStateException("no parser gives a node of type " + node.getNodeType());
    }
  }

  private static String number(BigDecimal number) {
    if (number.signum() == 0) return "0";
    var value = number.stripTrailingZeros();
    return Math.abs((long) value.scale()) <= MAX_PLAIN ? value.toPlainString() : value.toString();
  }

  private static String checked(String text, String pointer) {
    if (Texts.isUnicode(text)) return text;
    throw Malformed.request(pointer, "metadata contains NUL or half a character");
  }
}
