package io.tollkeeper.persistence.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;

/**
 * Files with the bytes of every form that was ever written, each beside a text that people can read. They are part of the repository
 * for ever. {@code -Dgolden.write=true} writes those that are missing, after an event was added; it never touches one that exists.
 */
final class Golden {

  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final String BYTES = ".bin";
  private static final String TEXT = ".txt";

  private Golden() {}

  /**
   * A form as it is written today.
   *
   * @param text the same for people
   */
  record Form(ByteString bytes, Message text) {}

  /** Writes the files of these forms that are missing, if that was asked for. */
  static void write(Map<String, Form> current) {
    if (!Boolean.getBoolean("golden.write")) return;
    current.forEach((name, form) -> {
      var file = FOLDER.resolve(name + BYTES);
      try {
        if (Files.exists(file)) return;
        Files.createDirectories(FOLDER);
        Files.write(file, form.bytes().toByteArray());
        Files.writeString(FOLDER.resolve(name + TEXT), TextFormat.printer().printToString(form.text()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  /** The bytes of the file of this name. */
  static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(FOLDER.resolve(name + BYTES));
    } catch (NoSuchFileException e) {
      throw new AssertionError(
          e.getMessage() + " is missing; run this test once with -Dgolden.write=true and keep the file for ever", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text beside the bytes. */
  static String text(String name) {
    try {
      return Files.readString(FOLDER.resolve(name + TEXT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all files. */
  static Set<String> names() {
    try (var files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(BYTES))
          .map(name -> name.substring(0, name.length() - BYTES.length()))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
