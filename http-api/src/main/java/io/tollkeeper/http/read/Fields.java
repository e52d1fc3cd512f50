package io.tollkeeper.http.read;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.Term;
import io.tollkeeper.http.problem.Malformed;

/**
 * Reads an object field by field. Each method takes one field and says exactly what is wrong with it; {@link #end()} refuses the fields
 * that nobody took.
 */
public final class Fields {

  private final ObjectNode object;
  private final String path;
  private final List<String> known = new ArrayList<>();

  private Fields(ObjectNode object, String path) {
    this.object = object;
    this.path = path;
  }

  /** The fields of a whole body. */
  public static Fields of(ObjectNode body) {
    return new Fields(body, "");
  }

  /** Refuses every field that has not been taken. */
  public void end() {
    var names = object.fieldNames();
    while (names.hasNext()) {
      var name = names.next();
      if (!known.contains(name))
        throw Malformed.request(pointer(name), "there is no such field; known: " + String.join(", ", known));
    }
  }

  /** An id that must be given. */
  public String id(String name) {
    return required(name, optionalId(name));
  }

  /** An id of something that exists, if it does. */
  public Optional<String> optionalId(String name) {
    return take(name).map(node -> RequestIds.existing(string(node), pointer(name)));
  }

  /** An id that the caller gives to something, so it must not be one of those that only we give. */
  public String newId(String name) {
    return required(name, optionalNewId(name));
  }

  /** Such an id, if the caller gives one. */
  public Optional<String> optionalNewId(String name) {
    return take(name).map(node -> RequestIds.chosen(string(node), pointer(name)));
  }

  /** A key of the catalogue. */
  public String key(String name) {
    return required(name, optionalKey(name));
  }

  /** A key of the catalogue, if one is given. */
  public Optional<String> optionalKey(String name) {
    return take(name).map(node -> RequestIds.key(string(node), pointer(name)));
  }

  /** A list of different keys of the catalogue; empty if it is not given. */
  public Set<String> keys(String name, int max) {
    var node = take(name);
    if (node.isEmpty()) return Set.of();
    if (!node.get().isArray()) throw Malformed.request(pointer(name), "this must be a list");
    if (node.get().size() > max) throw Malformed.request(pointer(name), "at most " + max);
    var keys = new HashSet<String>();
    for (int i = 0; i < node.get().size(); i++) {
      var pointer = pointer(name) + '/' + i;
      if (!keys.add(RequestIds.key(string(node.get().get(i)), pointer)))
        throw Malformed.request(pointer, "this is in the list already");
    }
    return keys;
  }

  /** An amount of credits, more than 0. */
  public Optional<Credits> credits(String name) {
    return take(name).map(node -> Amounts.positive(node, pointer(name)));
  }

  /** An amount of credits, 0 or more. */
  public Optional<Credits> creditsOrNone(String name) {
    return take(name).map(node -> Amounts.notNegative(node, pointer(name)));
  }

  /** A signed amount other than 0 that must be given, in micro-credits. */
  public long signedMicros(String name) {
    return required(name, take(name).map(node -> Amounts.signed(node, pointer(name))));
  }

  /** How many: a whole number of something that is counted and paid for. */
  public OptionalLong quantity(String name, long min, long max) {
    var node = take(name);
    if (node.isEmpty()) return OptionalLong.empty();
    if (isWhole(node.get(), min, max)) return OptionalLong.of(node.get().longValue());
    throw Malformed.amount(pointer(name), "this must be a whole number from " + min + " to " + max);
  }

  /** Any other whole number. */
  public OptionalLong wholeNumber(String name, long min, long max) {
    var node = take(name);
    if (node.isEmpty()) return OptionalLong.empty();
    if (isWhole(node.get(), min, max)) return OptionalLong.of(node.get().longValue());
    throw Malformed.request(pointer(name), "this must be a whole number from " + min + " to " + max);
  }

  /** A count as limits have it, 0 or more: a whole number, or the same in the form of a string that answers have. */
  public OptionalLong count(String name, long max) {
    var node = take(name);
    if (node.isEmpty()) return OptionalLong.empty();
    if (node.get().isTextual()) {
      var count = Parameters.whole(node.get().textValue(), 0, max);
      if (count.isPresent() && Long.toString(count.getAsLong()).equals(node.get().textValue())) return count;
    }
    if (isWhole(node.get(), 0, max)) return OptionalLong.of(node.get().longValue());
    throw Malformed.request(pointer(name), "this must be a whole number from 0 to " + max);
  }

  /** A while of at least a second and at most {@code max}, in whole seconds. */
  public Optional<Duration> seconds(String name, Duration max) {
    var seconds = wholeNumber(name, 1, max.toSeconds());
    return seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsLong())) : Optional.empty();
  }

  /** Yes or no. */
  public Optional<Boolean> truth(String name) {
    return take(name).map(node -> {
      if (node.isBoolean()) return node.booleanValue();
      throw Malformed.request(pointer(name), "this must be true or false");
    });
  }

  /** A printable text of at most {@code max} characters, possibly none. */
  public Optional<String> text(String name, int max) {
    return take(name).map(node -> {
      if (node.isTextual() && node.textValue().length() <= max && Texts.arePrintable(node.textValue()))
        return node.textValue();
      throw Malformed.request(pointer(name), "this must be a text of at most " + max + " printable characters");
    });
  }

  /** Such a text of at least one character. */
  public Optional<String> words(String name, int max) {
    return text(name, max).map(text -> {
      if (!text.isEmpty()) return text;
      throw Malformed.request(pointer(name), "this must not be empty");
    });
  }

  /** The address of a page on the web. */
  public Optional<String> address(String name) {
    return text(name, Addresses.MAX).map(text -> {
      if (Addresses.isPage(text)) return text;
      throw Malformed.request(pointer(name), "this must be an http or https address");
    });
  }

  /** One of these words, for what it stands for. */
  public <T> Optional<T> word(String name, Map<String, T> words) {
    return take(name).map(node -> {
      var meant = words.get(string(node));
      if (meant != null) return meant;
      throw Malformed.request(pointer(name),
          "this must be one of " + String.join(", ", words.keySet().stream().sorted().toList()));
    });
  }

  /** A time. */
  public Optional<Instant> time(String name) {
    return take(name).map(node -> Times.time(string(node), pointer(name)));
  }

  /** A length of time that can be counted from {@code start}. */
  public Optional<Term> term(String name, Instant start) {
    return take(name).map(node -> Times.term(string(node), start, pointer(name)));
  }

  /** An object that we keep and never read, with at most so many bytes. */
  public Optional<Metadata> metadata(String name, int maxBytes) {
    return object(name).map(object -> CanonicalJson.metadata(object, pointer(name), maxBytes));
  }

  /**
   * A list that must be given, of 1 to {@code max} bodies. Each is read when it is its turn, as if it had come alone, so that what is
   * wrong with one does not keep the others from being read.
   */
  public List<Supplier<Fields>> bodies(String name, int max) {
    var list = required(name, take(name));
    if (!list.isArray() || list.isEmpty() || list.size() > max)
      throw Malformed.request(pointer(name), "this must be a list of 1 to " + max);
    var bodies = new ArrayList<Supplier<Fields>>(list.size());
    for (var element : list)
      bodies.add(() -> {
        if (element instanceof ObjectNode body) return Fields.of(body);
        throw Malformed.request("", "this must be an object");
      });
    return bodies;
  }

  /** What must be given. */
  public <T> T required(String name, Optional<T> value) {
    return value.orElseThrow(() -> Malformed.request(pointer(name), "this field is required"));
  }

  /** Any object. */
  Optional<ObjectNode> object(String name) {
    return take(name).map(node -> {
      if (node instanceof ObjectNode found) return found;
      throw Malformed.request(pointer(name), "this must be an object");
    });
  }

  /** Where this field is. */
  String pointer(String name) {
    return Pointer.to(path, name);
  }

  private Optional<JsonNode> take(String name) {
    known.add(name);
    var node = object.get(name);
    if (node == null) return Optional.empty();
    if (node.isNull()) throw Malformed.request(pointer(name), "null is not a value; leave the field out");
    return Optional.of(node);
  }

  // Anything but a string becomes a text that no id, key, word or time can be.
  private static String string(JsonNode node) {
    return node.isTextual() ? node.textValue() : "";
  }

  private static boolean isWhole(JsonNode node, long min, long max) {
    return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= min && node.longValue() <= max;
  }
}
