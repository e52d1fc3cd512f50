package io.tollkeeper.http;

import java.util.Set;

import org.apache.pekko.http.javadsl.model.HttpRequest;

/** What kind of content a request says that its body is. */
enum MediaKind {
  /** The notation of all answers. */
  JSON("application/json"),
  /** The notation that catalogues are mostly written in. */
  YAML("application/yaml"),
  /** Anything else. */
  OTHER("");

  private static final Set<String> YAML_SUBTYPES = Set.of("yaml", "x-yaml");

  private final String type;

  MediaKind(String type) {
    this.type = type;
  }

  /** The name that it goes by in headers. */
  String type() {
    return type;
  }

  /** What the header of this request says; something else if it says nothing. */
  static MediaKind of(HttpRequest request) {
    var type = request.entity().getContentType();
    var charset = type.getCharsetOption();
    if (charset.isPresent() && !charset.get().value().equalsIgnoreCase("UTF-8")) return OTHER;
    var main = type.mediaType().mainType();
    var sub = type.mediaType().subType();
    if (main.equals("application") && sub.equals("json")) return JSON;
    return (main.equals("application") || main.equals("text")) && YAML_SUBTYPES.contains(sub) ? YAML : OTHER;
  }
}
