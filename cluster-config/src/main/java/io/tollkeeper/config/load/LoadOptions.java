package io.tollkeeper.config.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much load, and for how long.
 *
 * @param customers how many customers the load is spread over
 * @param connections how many requests are under way at once
 * @param warmUp before each measurement
 * @param length of each measurement
 * @param rounds how often everything is measured, in turn
 * @param only what is measured
 */
public record LoadOptions(int customers, int connections, Duration warmUp, Duration length, int rounds,
    Set<Work> only) {

  /** What can be measured. */
  public enum Work {
    /** Durable charges, spread over all customers. */
    SPREAD("consume, spread over all customers"),
    /** Durable charges of one customer. */
    HOT("consume, one hot customer"),
    /** Questions that change nothing, spread over all customers. */
    AUTHORIZE("authorize, spread over all customers");

    private final String text;

    Work(String text) {
      this.text = text;
    }

    /** The words for it. */
    public String text() {
      return text;
    }
  }

  /** The standard report: three rounds of 20 seconds each. */
  public static final LoadOptions STANDARD =
      new LoadOptions(10_000, 256, Duration.ofSeconds(10), Duration.ofSeconds(20), 3, EnumSet.allOf(Work.class));

  /** Options and how to write them, for those who ask. */
  public static final String USAGE =
      "customers=10000 connections=256 warmup=10 seconds=20 rounds=3 only=spread,hot,authorize";

  /** Splits {@code name=value name=value}, which may come as one argument or as many. Throws {@link IllegalArgumentException} with one line. */
  public static Map<String, String> words(String... arguments) {
    var words = new LinkedHashMap<String, String>();
    for (var word : String.join(" ", arguments).strip().split("\\s+", -1)) {
      if (word.isEmpty()) continue;
      var equals = word.indexOf('=');
      if (equals < 1) throw new IllegalArgumentException("'" + word + "' is not name=value; options are " + USAGE);
      words.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return words;
  }

  /** The standard options, but for these words, which are taken out. Throws {@link IllegalArgumentException} with one line. */
  public static LoadOptions take(Map<String, String> words) {
    return new LoadOptions(number(words, "customers", STANDARD.customers, 1_000_000),
        number(words, "connections", STANDARD.connections, 4_000),
        seconds(words, "warmup", STANDARD.warmUp), seconds(words, "seconds", STANDARD.length),
        number(words, "rounds", STANDARD.rounds, 100), only(words));
  }

  /** Fails if words are left that nobody has taken. */
  public static void end(Map<String, String> words) {
    if (!words.isEmpty())
      throw new IllegalArgumentException(
          "there is no option " + String.join(", ", words.keySet()) + "; options are " + USAGE);
  }

  private static int number(Map<String, String> words, String name, int otherwise, int max) {
    var text = words.remove(name);
    if (text == null) return otherwise;
    if (!text.matches("[0-9]{1,8}") || Integer.parseInt(text) > max)
      throw new IllegalArgumentException(name + " is '" + text + "'; it must be a number up to " + max);
    return Math.max(1, Integer.parseInt(text));
  }

  private static Duration seconds(Map<String, String> words, String name, Duration otherwise) {
    return Duration.ofSeconds(number(words, name, Math.toIntExact(otherwise.toSeconds()), 3_600));
  }

  private static Set<Work> only(Map<String, String> words) {
    var text = words.remove("only");
    if (text == null) return STANDARD.only;
    var names = List.of(text.toUpperCase(Locale.ROOT).split(",", -1));
    var known = Arrays.stream(Work.values()).filter(work -> names.contains(work.name())).collect(Collectors.toSet());
    if (known.size() != names.size())
      throw new IllegalArgumentException("only is '" + text + "'; it may name spread, hot and authorize");
    return EnumSet.copyOf(known);
  }
}
