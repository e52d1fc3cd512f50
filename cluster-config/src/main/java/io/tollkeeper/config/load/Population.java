package io.tollkeeper.config.load;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * The customers of one run, new ones each time. The last of them is the hot one, which no spread load touches.
 *
 * @param prefix what their ids begin with; a number follows
 * @param size how many there are beside the hot one
 */
record Population(String prefix, int size) {

  static final int DIGITS = 7;

  /** More than any run can spend. */
  static final long CREDITS = 1_000_000_000;

  /** The number of the hot customer. */
  int hot() {
    return size;
  }

  String id(int number) {
    return prefix + String.format(Locale.ROOT, "%0" + DIGITS + "d", number);
  }

  /** An id with a place for the number. */
  String place() {
    return prefix + String.valueOf(RequestText.CUSTOMER).repeat(DIGITS);
  }

  /** Creates them all. */
  Exchange customers(Target target) {
    return new OneEach(RequestText.of(target, "PUT", "/v1/customers/" + place(), "{}"));
  }

  /** Gives each of them its one grant. */
  Exchange grants(Target target) {
    return new OneEach(RequestText.of(target, "POST", "/v1/customers/" + place() + "/grants",
        "{\"grant_id\":\"load\",\"credits\":\"" + CREDITS + "\",\"kind\":\"paid\"}"));
  }

  /** The same request once for each customer; what does not succeed is repeated, for it carries the same id. */
  private final class OneEach implements Exchange {

    private final RequestText text;
    private final Numbers again = new Numbers();
    private int next;
    private int failures;

    OneEach(RequestText text) {
      this.text = text;
    }

    @Override
    public long next(ByteBuffer into) {
      if (again.isEmpty() && next > size) return NO_MORE;
      var number = again.isEmpty() ? next++ : again.take();
      text.write(into, number, 0);
      return number;
    }

    @Override
    public void answered(long ticket, int status) {
      if (status >= 300) unknown(ticket);
    }

    @Override
    public void unknown(long ticket) {
      if (++failures > size + 100)
        throw new IllegalStateException("the customers of the load cannot be created; the node's log may say why");
      again.add(ticket);
    }
  }
}
