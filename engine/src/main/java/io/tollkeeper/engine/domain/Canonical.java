package io.tollkeeper.engine.domain;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes values as bytes in the one form that the chain hashes: every value has its length or a fixed width, so no two different
 * sequences of values give the same bytes. Owned by the domain and frozen: a change would break every chain ever written.
 */
final class Canonical {

  private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[512];
  private int length;

  Hash hash() {
    return Hash.of(bytes, length);
  }

  /** Eight bytes, the highest first. */
  Canonical put(long value) {
    ensure(Long.BYTES);
    LONG.set(bytes, length, value);
    length += Long.BYTES;
    return this;
  }

  /** Four bytes, the highest first. */
  Canonical put(int value) {
    ensure(Integer.BYTES);
    INT.set(bytes, length, value);
    length += Integer.BYTES;
    return this;
  }

  /** UTF-8 after its length. */
  Canonical put(String text) {
    return put(text.getBytes(StandardCharsets.UTF_8));
  }

  private Canonical put(byte[] some) {
    put(some.length);
    ensure(some.length);
    System.arraycopy(some, 0, bytes, length, some.length);
    length += some.length;
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

  /** A number without trailing zeros: its scale, then its digits as a two's complement. */
  Canonical put(BigDecimal number) {
    return put(number.scale()).put(number.unscaledValue().toByteArray());
  }

  /** A set of texts, in their natural order. */
  Canonical putAll(Collection<String> texts) {
    put(texts.size());
    texts.stream().sorted().forEach(this::put);
    return this;
  }

  /** One byte's worth, in four. */
  Canonical put(boolean value) {
    return put(value ? 1 : 0);
  }

  Canonical put(Duration duration) {
    return put(duration.getSeconds()).put(duration.getNano());
  }

  /** Values in their order, after their number. */
  <T> Canonical putEach(List<T> values, Writer<T> writer) {
    put(values.size());
    values.forEach(value -> writer.write(this, value));
    return this;
  }

  <T> Canonical with(T value, Writer<T> writer) {
    writer.write(this, value);
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
