package io.tollkeeper.config.stripe;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fields as they are encoded in a form or a query: {@code line_items[0][price]=price_1}. */
public record Form(Map<String, String> fields) {

  public Form {
    fields = new TreeMap<>(fields);
  }

  /** The fields of this text. */
  static Form parse(String encoded) {
    var fields = new TreeMap<String, String>();
    for (var pair : encoded.split("&", -1)) {
      var parts = pair.split("=", 2);
      if (parts.length == 2)
        fields.put(URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
            URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return new Form(fields);
  }

  /** A field; empty if it is not there. */
  String text(String name) {
    return fields.getOrDefault(name, "");
  }

  /** A field that is a number. */
  long number(String name, long otherwise) {
    return fields.containsKey(name) ? Long.parseLong(text(name)) : otherwise;
  }

  /** The fields inside of one, such as {@code metadata}. */
  Map<String, String> map(String name) {
    var found = new LinkedHashMap<String, String>();
    for (var entry : fields.entrySet())
      if (entry.getKey().startsWith(name + "[") && entry.getKey().indexOf('[', name.length() + 1) < 0)
        found.put(entry.getKey().substring(name.length() + 1, entry.getKey().length() - 1), entry.getValue());
    return found;
  }

  /** The fields of each element of a list. */
  List<Form> list(String name) {
    var found = new ArrayList<Form>();
    for (int i = 0;; i++) {
      var prefix = name + '[' + i + ']';
      var one = new TreeMap<String, String>();
      for (var entry : fields.entrySet())
        if (entry.getKey().startsWith(prefix))
          one.put(inner(entry.getKey().substring(prefix.length())), entry.getValue());
      if (one.isEmpty()) return found;
      found.add(new Form(one));
    }
  }

  /** {@code [a][b]} is {@code a[b]} there. */
  private static String inner(String path) {
    return path.startsWith("[") ? path.substring(1).replaceFirst("]", "") : path;
  }
}
