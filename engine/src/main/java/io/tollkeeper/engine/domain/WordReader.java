package io.tollkeeper.engine.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the words that stand for constants: their lower-case names. */
final class WordReader {

  private WordReader() {}

  /** The constant whose word stands under this name. Another word is a problem with this message. */
  static <E extends Enum<E>> Optional<E> read(DocumentPart part, String name, List<E> constants, String message) {
    var word = part.text(name);
    var constant = word.flatMap(text -> constants.stream().filter(known -> wire(known).equals(text)).findAny());
    if (word.isPresent() && constant.isEmpty()) part.problem(name, message, oneOf(constants));
    return constant;
  }

  /** The hint for a word that is none of these. */
  static String oneOf(List<? extends Enum<?>> constants) {
    return constants.stream().map(WordReader::wire).collect(Collectors.joining(", ", "one of ", ""));
  }

  /** The word for a constant. */
  static String wire(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
