package io.tollkeeper.config.load;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.OptionalInt;

/**
 * Durable consumes of one credit, each with a usage id of its own, and what became of them. Ids are numbered, and the number decides which
 * customer is charged, so a ledger can be compared with what was acknowledged down to the single id.
 */
final class Consumption implements Exchange {

  private static final int DIGITS = 9;
  private static final int UNKNOWN_FROM = 500;
  private static final int REFUSED_FROM = 400;

  private final char letter;
  private final Population population;
  private final boolean hot;
  private final RequestText text;
  private final BitSet acknowledged = new BitSet();
  private final Numbers unknown = new Numbers();
  private int next;

  private Consumption(char letter, Population population, boolean hot, Target target) {
    this.letter = letter;
    this.population = population;
    this.hot = hot;
    this.text = RequestText.of(target, "POST", "/v1/consume",
        "{\"customer\":\"" + population.place() + "\",\"usage_id\":\"" + letter
            + String.valueOf(RequestText.TICKET).repeat(DIGITS) + "\",\"feature\":\"" + Load.FEATURE + "\"}");
  }

  /** Charges that are spread over all customers, in no order. */
  static Consumption spread(Population population, Target target) {
    return new Consumption('s', population, false, target);
  }

  /** Charges of the hot customer. */
  static Consumption hot(Population population, Target target) {
    return new Consumption('h', population, true, target);
  }

  @Override
  public long next(ByteBuffer into) {
    return write(into, next++);
  }

  @Override
  public void answered(long ticket, int status) {
    if (status < 300) acknowledged.set((int) ticket);
    else if (status >= UNKNOWN_FROM) unknown.add(ticket);
    else
      if (status >= REFUSED_FROM && status != 429)
        throw new IllegalStateException("a consume was answered with " + status + "; nothing should refuse it");
  }

  @Override
  public void unknown(long ticket) {
    unknown.add(ticket);
  }

  /** Asks again for what is not known, with the same ids, until there is an answer. */
  Exchange retries() {
    return new Exchange() {

      @Override
      public long next(ByteBuffer into) {
        return unknown.isEmpty() ? NO_MORE : write(into, unknown.take());
      }

      @Override
      public void answered(long ticket, int status) {
        if (status < 300) acknowledged.set((int) ticket);
        else unknown.add(ticket);
      }

      @Override
      public void unknown(long ticket) {
        unknown.add(ticket);
      }
    };
  }

  boolean hasUnknown() {
    return !unknown.isEmpty();
  }

  /** The numbers of the ids that were acknowledged. */
  BitSet acknowledged() {
    return (BitSet) acknowledged.clone();
  }

  /** The number of a usage id of this load, if it is one. */
  OptionalInt number(String usageId) {
    return usageId.length() == DIGITS + 1 && usageId.charAt(0) == letter
        ? OptionalInt.of(Integer.parseInt(usageId.substring(1)))
        : OptionalInt.empty();
  }

  /** The customer that this number is charged to. */
  int customer(long number) {
    if (hot) return population.hot();
    // A mixing of bits (the finalizer of SplitMix64): spread evenly, and the same whenever it is asked for.
    var bits = number * 0x9E3779B97F4A7C15L;
    bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
    return (int) Long.remainderUnsigned(bits ^ bits >>> 31, population.size());
  }

  private long write(ByteBuffer into, long number) {
    text.write(into, customer(number), number);
    return number;
  }
}
