package io.tollkeeper.http.read;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

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
    return optionalId(name).orElseThrow(() -> missing(name));
  }

  /** An id of something that exists, if it does. */
  public Optional<String> optionalId(String name) {
    return take(name).map(node -> RequestIds.existing(string(node), pointer(name)));
  }

  /** An id that the caller gives to something, so it must not be one of those that only we give. */
  public String newId(String name) {
    return take(name).map(node -> RequestIds.chosen(string(node), pointer(name))).orElseThrow(() -> missing(name));
  }

  /** A key of the catalogue. */
  public String key(String name) {
    return take(name).map(node -> RequestIds.key(string(node), pointer(name))).orElseThrow(() -> missing(name));
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

  /** A signed amount other than 0 that must be given, in micro-credits. */
  public long signedMicros(String name) {
    return take(name).map(node -> Amounts.signed(node, pointer(name))).orElseThrow(() -> missing(name));
  }

  /** How many: a whole number of something that is counted and paid for. */
  public OptionalLong quantity(String name, long max) {
    var node = take(name);
    if (node.isEmpty()) return OptionalLong.empty();
    if (isWhole(node.get(), 1, max)) return OptionalLong.of(node.get().longValue());
    throw Malformed.amount(pointer(name), "this must be a whole number from 1 to " + max);
  }

  /** Any other whole number. */
  public OptionalLong wholeNumber(String name, long min, long max) {
    var node = take(name);
    if (node.isEmpty()) return OptionalLong.empty();
    if (isWhole(node.get(), min, max)) return OptionalLong.of(node.get().longValue());
    throw Malformed.request(pointer(name), "this must be a whole number from " + min + " to " + max);
  }

  /** A printable text of at most {@code max} characters, possibly none. */
  public Optional<String> text(String name, int max) {
    return take(name).map(node -> {
      if (node.isTextual() && node.textValue().length() <= max && Texts.arePrintable(node.textValue()))
        return node.textValue();
      throw Malformed.request(pointer(name), "this must be a text of at most " + max + " printable characters");
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

  /** An object that we keep and never read. */
  public Optional<Metadata> metadata(String name) {
    return object(name).map(object -> CanonicalJson.metadata(object, pointer(name)));
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

  private Malformed missing(String name) {
    return Malformed.request(pointer(name), "this field is required");
  }

  // Anything but a string becomes a text that no id, key, word or time can be.
  private static String string(JsonNode node) {
    return node.isTextual() ? node.textValue() : "";
  }

  private static boolean isWhole(JsonNode node, long min, long max) {
    return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= min && node.longValue() <= max;
  }
}
