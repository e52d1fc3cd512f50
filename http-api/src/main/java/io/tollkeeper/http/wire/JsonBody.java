package io.tollkeeper.http.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/** Writes JSON straight into bytes, without a tree in between. */
public final class JsonBody {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonBody() {}

  /** What is to be written. */
  @FunctionalInterface
  public interface Content {

    /** Writes it. */
    void write(JsonGenerator out) throws IOException;
  }

  /** The bytes of this content, in UTF-8. */
  public static byte[] of(Content content) {
    var bytes = new ByteArrayOutputStream(512);
    try (var out = FACTORY.createGenerator(bytes)) {
      content.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written to", e);
    }
    return bytes.toByteArray();
  }

  /** The bytes of an object with these fields. */
  public static byte[] object(Content fields) {
    return of(out -> {
      out.writeStartObject();
      fields.write(out);
      out.writeEndObject();
    });
  }
}
