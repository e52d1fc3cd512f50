package io.tollkeeper.http.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The words that stand for constants on the wire: their lower-case names. */
public final class Words {

  private Words() {}

  /** The constants by their words. */
  public static <E extends Enum<E>> Map<String, E> of(List<E> constants) {
    return constants.stream().collect(Collectors.toUnmodifiableMap(Words::of, constant -> constant));
  }

  /** The word for a constant. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
