package io.tollkeeper.http.read;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.tollkeeper.http.problem.Malformed;

/** Reads the part of YAML that says what JSON can say: no anchors, no aliases and one document, so nothing can grow while it is read. */
public final class Yaml {

  private static final int MAX_LINE = 16 * 1024;

  private static final YAMLFactory FACTORY = YAMLFactory.builder()
      .streamReadConstraints(Json.CONSTRAINTS)
      .loaderOptions(options())
      .build();

  private static final ObjectReader READER = Json.strict(new ObjectMapper(FACTORY));

  private Yaml() {}

  /** The mapping that these bytes are. */
  public static ObjectNode object(byte[] bytes) {
    refuseLongLines(bytes);
    try (var parser = new NoAliases(FACTORY.createParser(new StringReader(decode(bytes))))) {
      return Json.object(READER, parser);
    } catch (YAMLException e) {
      throw Malformed.request("", "the body cannot be read: it is no YAML");
    } catch (IOException e) {
      throw Malformed.request("", "the body cannot be read: it is not in UTF-8");
    }
  }

  /** The parser takes time in proportion to the square of the length of a line: seconds for a line of a mebibyte. */
  private static void refuseLongLines(byte[] bytes) {
    var length = 0;
    for (var b : bytes) {
      length = b == '\n' || b == '\r' ? 0 : length + 1;
      if (length > MAX_LINE) throw Malformed.request("", "a line has more than " + MAX_LINE + " bytes");
    }
  }

  private static LoaderOptions options() {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(20);
    // The largest catalogue that is taken, in characters at most as many as in bytes.
    options.setCodePointLimit(4 * 1024 * 1024);
    return options;
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /** Stops at the first alias, which would otherwise be read as a text that happens to be its name. */
  private static final class NoAliases extends JsonParserDelegate {

    private final YAMLParser yaml;

    NoAliases(YAMLParser yaml) {
      super(yaml);
      this.yaml = yaml;
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
      var token = super.nextToken();
      if (yaml.isCurrentAlias())
        throw Malformed.request(getParsingContext().pathAsPointer().toString(),
            "aliases are not read here; write the value out");
      return token;
    }

    @Override
    public JsonParser overrideStdFeatures(int values, int mask) {
      // The delegate's answer would be the parser behind it, which knows aliases.
      delegate.overrideStdFeatures(values, mask);
      return this;
    }
  }
}
