package io.tollkeeper.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/** The reference as a page to read: made once from {@code openapi.yaml}, so it cannot say anything else. Without scripts and images. */
final class ReferencePage {

  private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String STYLE = """
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff }
      code, pre { font: 14px/1.4 ui-monospace, monospace; background: #f3f3f3; border-radius: 3px }
      code { padding: 0 .2em } pre { padding: .7em; overflow-x: auto }
      h2 { margin-top: 3rem; border-bottom: 1px solid #ccc } h3 { margin-top: 2.2rem } td, th { text-align: left; vertical-align: top; padding: .2em 1em .2em 0 }
      .method { color: #0a5 } :target { background: #ffc }
      """;

  private final JsonNode reference;
  private final StringBuilder out = new StringBuilder(64 * 1024);

  private ReferencePage(JsonNode reference) {
    this.reference = reference;
  }

  /** The page for this document. */
  static String html(byte[] openapi) {
    try {
      return new ReferencePage(new ObjectMapper(new YAMLFactory()).readTree(openapi)).html();
    } catch (IOException e) {
      throw new UncheckedIOException("the reference is part of the jar and can be read", e);
    }
  }

  private String html() {
    var info = reference.path("info");
    out.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
        .append(escaped(info.path("title").asText()))
        .append("</title><style>").append(STYLE).append("</style></head><body>\n<h1>")
        .append(escaped(info.path("title").asText())).append("</h1>\n");
    paragraphs(info.path("summary").asText());
    paragraphs(info.path("description").asText());
    contents();
    for (var tag : reference.path("tags")) {
      var name = tag.path("name").asText();
      out.append("<h2>").append(escaped(name)).append("</h2>\n");
      paragraphs(tag.path("description").asText());
      for (var path : reference.path("paths").properties())
        for (var operation : path.getValue().properties())
          if (operation.getValue().path("tags").path(0).asText().equals(name))
            operation(operation.getKey(), path.getKey(), path.getValue(), operation.getValue());
    }
    codes();
    return out.append("</body></html>\n").toString();
  }

  private void contents() {
    out.append("<ul>\n");
    for (var path : reference.path("paths").properties())
      for (var operation : path.getValue().properties())
        if (operation.getValue().has("operationId"))
          out.append("<li><a href=\"#").append(escaped(operation.getValue().path("operationId").asText()))
              .append("\"><code>").append(method(operation.getKey())).append(' ')
              .append(escaped(path.getKey())).append("</code></a> ")
              .append(escaped(operation.getValue().path("summary").asText())).append("</li>\n");
    out.append("<li><a href=\"#codes\">Codes</a></li>\n</ul>\n");
  }

  private void operation(String method, String path, JsonNode item, JsonNode operation) {
    out.append("<h3 id=\"").append(escaped(operation.path("operationId").asText())).append("\"><span class=\"method\">")
        .append(method(method)).append("</span> <code>")
        .append(escaped(path)).append("</code></h3>\n<p><b>").append(escaped(operation.path("summary").asText()))
        .append("</b></p>\n");
    paragraphs(operation.path("description").asText());
    parameters(item.path("parameters"), operation.path("parameters"));
    var request = resolved(operation.path("requestBody"));
    out.append("<table>\n");
    fields(request.at("/content/application~1json/schema"));
    out.append("</table>\n");
    examples("Request", request);
    out.append("<table>\n");
    for (var response : operation.path("responses").properties())
      row(response.getKey(), resolved(response.getValue()).path("description").asText());
    out.append("</table>\n");
    for (var response : operation.path("responses").properties())
      examples(response.getKey(), resolved(response.getValue()));
  }

  private void parameters(JsonNode... lists) {
    out.append("<table>\n");
    for (var list : lists)
      for (var element : list) {
        var parameter = resolved(element);
        row(parameter.path("name").asText(),
            parameter.path("in").asText() + ". " + parameter.path("description").asText());
      }
    out.append("</table>\n");
  }

  /** The fields that a body of this schema has, with what they mean. */
  private void fields(JsonNode schema) {
    var node = resolved(schema);
    node.path("allOf").forEach(this::fields);
    for (var field : node.path("properties").properties()) {
      var required = false;
      for (var name : node.path("required"))
        required |= name.asText().equals(field.getKey());
      row(field.getKey(), (required ? "**Required.** " : "") + meaning(field.getValue()));
    }
  }

  private String meaning(JsonNode field) {
    var own = field.path("description").asText();
    var words = new ArrayList<String>();
    field.path("enum").forEach(word -> words.add('`' + word.asText() + '`'));
    if (own.isEmpty() && field.has("$ref")) return meaning(resolved(field));
    return String.join(", ", words) + (words.isEmpty() || own.isEmpty() ? "" : ". ") + own;
  }

  private void examples(String title, JsonNode body) {
    for (var content : body.path("content")) {
      if (content.has("example")) example(title, content.path("example"));
      for (var example : content.path("examples").properties())
        example(title + ", " + example.getKey(), example.getValue().path("value"));
    }
  }

  private void example(String title, JsonNode value) {
    try {
      var text = value.isTextual() ? value.asText() : JSON.writeValueAsString(value);
      out.append("<p>").append(escaped(title)).append(":</p>\n<pre>").append(escaped(text)).append("</pre>\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read can be written", e);
    }
  }

  private void codes() {
    out.append("<h2 id=\"codes\">Codes</h2>\n<table>\n");
    for (var code : reference.at("/components/schemas/Code/oneOf")) {
      var name = escaped(code.path("const").asText());
      out.append("<tr id=\"").append(name).append("\"><td><code>").append(name).append("</code></td><td>")
          .append(inline(code.path("description").asText()))
          .append("</td></tr>\n");
    }
    out.append("</table>\n");
  }

  private void row(String name, String text) {
    out.append("<tr><td><code>").append(escaped(name)).append("</code></td><td>").append(inline(text))
        .append("</td></tr>\n");
  }

  private void paragraphs(String text) {
    for (var paragraph : text.split("\n\n", -1))
      if (!paragraph.isBlank()) out.append("<p>").append(inline(paragraph)).append("</p>\n");
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? reference.at(node.path("$ref").asText().substring(1)) : node;
  }

  /** The two marks of Markdown that the reference uses. */
  private static String inline(String text) {
    return escaped(text).replaceAll("`([^`]*)`", "<code>$1</code>").replaceAll("\\*\\*([^*]*)\\*\\*", "<b>$1</b>");
  }

  private static String method(String key) {
    return key.toUpperCase(Locale.ROOT);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
