package io.tollkeeper.engine.domain;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Writes values as bytes in the one form that the chain hashes: every value has its length or a fixed width, so no two different
 * sequences of values give the same bytes. Owned by the domain and frozen: a change would break every chain ever written.
 */
final class Canonical {

  private byte[] bytes = new byte[512];
  private int length;

  Hash hash() {
    return Hash.of(bytes, length);
  }

  Canonical put(long value) {
    ensure(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8)
      bytes[length++] = (byte) (value >>> shift);
    return this;
  }

  Canonical put(String text) {
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    put(utf8.length);
    ensure(utf8.length);
    System.arraycopy(utf8, 0, bytes, length, utf8.length);
    length += utf8.length;
    return this;
  }

  Canonical put(Hash hash) {
    return put(hash.a()).put(hash.b()).put(hash.c()).put(hash.d());
  }

  Canonical put(Instant time) {
    return put(time.getEpochSecond()).put(time.getNano());
  }

  Canonical put(Credits credits) {
    return put(credits.micros());
  }

  Canonical put(BigDecimal number) {
    return put(number.toPlainString());
  }

  /** A set of texts, in their natural order. */
  Canonical putAll(Collection<String> texts) {
    put(texts.size());
    texts.stream().sorted().forEach(this::put);
    return this;
  }

  <T> Canonical put(Optional<T> value, Writer<T> writer) {
    put(value.isPresent() ? 1 : 0);
    value.ifPresent(present -> writer.write(this, present));
    return this;
  }

  /** A map that is sorted by its keys. */
  <V> Canonical put(Map<String, V> sorted, Writer<V> writer) {
    put(sorted.size());
    sorted.forEach((key, value) -> writer.write(put(key), value));
    return this;
  }

  /** Writes one value. */
  @FunctionalInterface
  interface Writer<T> {
    void write(Canonical out, T value);
  }

  private void ensure(int more) {
    if (length + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
  }
}
