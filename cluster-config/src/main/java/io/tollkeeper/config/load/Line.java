package io.tollkeeper.config.load;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection that is kept open, with at most one request on it. */
final class Line {

  /** The answer is not complete yet. */
  static final int INCOMPLETE = -1;
  /** The other side has closed the connection. */
  static final int CLOSED = -2;

  private static final int BUFFER = 16 * 1024;
  private static final byte[] LENGTH = "Content-Length: ".getBytes(StandardCharsets.ISO_8859_1);
  private static final int STATUS_AT = 9;

  private final SocketChannel channel;
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
  private long ticket = Exchange.NO_MORE;
  private long sentAtNanos;

  private Line(SocketChannel channel) {
    this.channel = channel;
  }

  /** Connects. The selector's key carries the line. */
  static Line open(Target target, Selector selector) throws IOException {
    var channel = SocketChannel.open(target.address());
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    var line = new Line(channel);
    channel.register(selector, SelectionKey.OP_READ, line);
    return line;
  }

  /** Sends the next request of this exchange. False if it has no more. */
  boolean send(Exchange exchange) throws IOException {
    out.clear();
    in.clear();
    ticket = exchange.next(out);
    if (ticket == Exchange.NO_MORE) return false;
    out.flip();
    sentAtNanos = System.nanoTime();
    // A request is far smaller than a socket's buffer, which is empty, so this hardly ever goes round twice.
    while (out.hasRemaining())
      channel.write(out);
    return true;
  }

  /** Takes in what has arrived: the status of the answer once it is complete. */
  int receive() throws IOException {
    if (channel.read(in) < 0) return CLOSED;
    var size = in.position();
    var length = -1;
    for (int i = 0; i + 3 < size; i++) {
      if (in.get(i) != '\r' || in.get(i + 1) != '\n') continue;
      if (in.get(i + 2) == '\r' && in.get(i + 3) == '\n') return complete(i + 4, length, size) ? status() : INCOMPLETE;
      if (isLength(i + 2, size)) length = number(i + 2 + LENGTH.length, size);
    }
    return INCOMPLETE;
  }

  /** The request that is on it, {@link Exchange#NO_MORE} if none. */
  long ticket() {
    return ticket;
  }

  /** There is nothing on it any more. */
  void idle() {
    ticket = Exchange.NO_MORE;
  }

  long sentAtNanos() {
    return sentAtNanos;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // It is of no use any more either way.
    }
  }

  private static boolean complete(int head, int length, int size) throws IOException {
    if (length < 0 || head + length > BUFFER)
      throw new IOException("an answer without a length, or of more than " + BUFFER + " bytes");
    return size >= head + length;
  }

  private int status() {
    return (in.get(STATUS_AT) - '0') * 100 + (in.get(STATUS_AT + 1) - '0') * 10 + in.get(STATUS_AT + 2) - '0';
  }

  private boolean isLength(int at, int size) {
    if (at + LENGTH.length > size) return false;
    for (int i = 0; i < LENGTH.length; i++)
      if (in.get(at + i) != LENGTH[i]) return false;
    return true;
  }

  private int number(int at, int size) {
    var number = 0;
    for (int i = at; i < size && in.get(i) >= '0' && in.get(i) <= '9'; i++)
      number = number * 10 + in.get(i) - '0';
    return number;
  }
}
