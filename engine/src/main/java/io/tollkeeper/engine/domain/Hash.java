package io.tollkeeper.engine.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 value (FIPS 180-4), held as four longs: small, comparable by value, immutable. */
public record Hash(long a, long b, long c, long d) {

  /** Bytes of a hash. */
  public static final int BYTES = 32;

  /** Stands for "no hash"; no input is known to have it. */
  public static final Hash NONE = new Hash(0, 0, 0, 0);

  // A digest is stateful and costs a provider look-up to create; each thread reuses its own and always leaves it reset.
  private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Hash::newDigest);

  /** The hash of these bytes. */
  public static Hash of(byte[] bytes, int length) {
    var digest = SHA_256.get();
    digest.update(bytes, 0, length);
    return from(digest.digest());
  }

  /** The hash of this text in UTF-8. */
  public static Hash of(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return of(bytes, bytes.length);
  }

  /** The hash whose 32 bytes these are. */
  public static Hash from(byte[] bytes) {
    if (bytes.length != BYTES)
      throw new IllegalArgumentException("a hash has " + BYTES + " bytes, not " + bytes.length);
    var in = ByteBuffer.wrap(bytes);
    return new Hash(in.getLong(), in.getLong(), in.getLong(), in.getLong());
  }

  public byte[] toBytes() {
    return ByteBuffer.allocate(BYTES).putLong(a).putLong(b).putLong(c).putLong(d).array();
  }

  /** 64 lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(toBytes());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
