package io.tollkeeper.config.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A request as it goes over the wire, with places for the number of a customer and the number of the request. Both have a fixed width, so
 * that a request is made by writing digits into bytes that are ready: the client must cost next to nothing.
 */
final class RequestText {

  static final char CUSTOMER = '\u0001';
  static final char TICKET = '\u0002';

  private final byte[] bytes;
  private final int customerAt;
  private final int customerEnd;
  private final int ticketAt;
  private final int ticketEnd;

  private RequestText(String text) {
    this.bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    this.customerAt = text.indexOf(CUSTOMER);
    this.customerEnd = text.lastIndexOf(CUSTOMER);
    this.ticketAt = text.indexOf(TICKET);
    this.ticketEnd = text.lastIndexOf(TICKET);
  }

  /** A request for this target; runs of {@link #CUSTOMER} and {@link #TICKET} in path and body are the places. */
  static RequestText of(Target target, String method, String path, String body) {
    return new RequestText(method + ' ' + path + " HTTP/1.1\r\nHost: " + target.host() + ':' + target.port()
        + "\r\nAuthorization: Bearer " + target.key()
        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
  }

  /** Puts the request with these numbers into the buffer. */
  void write(ByteBuffer into, long customer, long ticket) {
    digits(customer, customerAt, customerEnd);
    digits(ticket, ticketAt, ticketEnd);
    into.put(bytes);
  }

  private void digits(long number, int from, int to) {
    var rest = number;
    for (int i = to; i >= from && i >= 0; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
