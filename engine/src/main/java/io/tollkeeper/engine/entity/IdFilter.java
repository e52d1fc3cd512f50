package io.tollkeeper.engine.entity;

/**
 * A Bloom filter of hashes: what it does not contain was never added; of what it may contain, about 1 in 300 was not, or fewer while it
 * is not full. At most 15 bits for each hash that it was made for, and 12 for each that fits. Confined to one thread.
 */
final class IdFilter {

  private static final int BITS = 12;
  // 8 would be the best for 12 bits, and costs another access to memory for nearly nothing.
  private static final int PROBES = 7;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final long[] words;
  private final long bits;
  private final long capacity;
  private long size;

  private IdFilter(long capacity) {
    this.capacity = capacity;
    this.words = new long[Math.toIntExact((capacity * BITS + Long.SIZE - 1) / Long.SIZE)];
    this.bits = (long) words.length * Long.SIZE;
  }

  /** An empty filter for so many hashes, with room for a quarter more. */
  static IdFilter of(long hashes) {
    return new IdFilter(hashes + hashes / 4);
  }

  /** Adds a hash; nothing happens if it seems to be there. */
  void add(long hash) {
    var changed = 0L;
    var probe = hash;
    var step = step(hash);
    for (int i = 0; i < PROBES; i++, probe += step) {
      var bit = bit(probe);
      var word = (int) (bit >>> 6);
      var mask = 1L << bit;
      changed |= ~words[word] & mask;
      words[word] |= mask;
    }
    if (changed != 0) size++;
  }

  /** False if this hash was certainly never added. */
  boolean mayContain(long hash) {
    var probe = hash;
    var step = step(hash);
    for (int i = 0; i < PROBES; i++, probe += step) {
      var bit = bit(probe);
      if ((words[(int) (bit >>> 6)] & 1L << bit) == 0) return false;
    }
    return true;
  }

  /** Whether it is time for a larger one: it takes more, but is mistaken more often then. */
  boolean isFull() {
    return size >= capacity;
  }

  /** What it takes in memory, nearly. */
  long bytes() {
    return (long) words.length * Long.BYTES;
  }

  // Hashes are cut from SHA-256, so they are as random as can be and need no further hashing.
  private static long step(long hash) {
    return Long.rotateLeft(hash, 32) * MIX | 1;
  }

  private long bit(long probe) {
    return Math.unsignedMultiplyHigh(probe, bits);
  }
}
