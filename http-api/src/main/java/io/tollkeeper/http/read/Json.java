package io.tollkeeper.http.read;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollkeeper.http.problem.Malformed;

/**
 * Reads JSON without any leniency: one object, every name once, nothing after it, numbers exact, and neither deeper nor longer than
 * anything that is documented.
 */
public final class Json {

  // No documented body is deeper than 6; metadata and catalogues have room beyond that.
  private static final int MAX_DEPTH = 20;

  // Longer numbers than any amount, so that metadata can hold what callers have, yet short enough to be cheap.
  private static final int MAX_NUMBER = 64;
  private static final int MAX_NAME = 512;

  // A catalogue with everything in it stays far below, and so does a batch without much metadata; a list of nothing but commas would take a hundred times its size in memory.
  private static final int MAX_TOKENS = 250_000;

  static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
      .maxNestingDepth(MAX_DEPTH)
      .maxNumberLength(MAX_NUMBER)
      .maxNameLength(MAX_NAME)
      .maxTokenCount(MAX_TOKENS)
      .build();

  private static final JsonFactory FACTORY = JsonFactory.builder()
      .streamReadConstraints(CONSTRAINTS)
      // UTF-8 and nothing else: the detection would also take UTF-16 and UTF-32.
      .disable(JsonFactory.Feature.CHARSET_DETECTION)
      // Names come from callers, who could fill the shared table of symbols with their own.
      .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
      .build();

  private static final ObjectReader READER = strict(new ObjectMapper(FACTORY));

  private Json() {}

  /** The object that these bytes are. */
  public static ObjectNode object(byte[] bytes) {
    try (var parser = FACTORY.createParser(bytes)) {
      return object(READER, parser);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory can always be read", e);
    }
  }

  /** A reader of trees that keeps decimals exact and refuses what is there twice or too much. */
  static ObjectReader strict(ObjectMapper mapper) {
    return mapper.reader()
        .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  }

  /** The one object that comes out of this parser. */
  static ObjectNode object(ObjectReader reader, JsonParser parser) throws IOException {
    JsonNode node;
    try {
      parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      node = reader.readTree(parser);
      if (parser.nextToken() != null) throw Malformed.request("", "there is something after the end of the body");
    } catch (JacksonException e) {
      throw Malformed.request(place(parser), reason(e));
    }
    if (node instanceof ObjectNode object) return object;
    throw Malformed.request("",
        node == null || node.isMissingNode() ? "the body is empty" : "the body must be an object");
  }

  private static String place(JsonParser parser) {
    var context = parser.getParsingContext();
    return context == null ? "" : context.pathAsPointer().toString();
  }

  // The parser's own words say what is wrong; its location would quote the source of the reader.
  private static String reason(JacksonException e) {
    if (e instanceof StreamConstraintsException)
      return "the body is deeper, or has longer names, longer numbers or more parts, than anything that is documented";
    var location = e.getLocation();
    var where = location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    return "the body cannot be read: " + words(e.getOriginalMessage()) + where;
  }

  /** The first line, up to where it begins to quote the inside of a parser. */
  private static String words(String message) {
    var end = 0;
    while (end < message.length() && end < 200 && "\n<`".indexOf(message.charAt(end)) < 0)
      end++;
    return message.substring(0, end).strip();
  }
}
