package io.tollkeeper.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection that says exactly what it is told to, right or wrong. */
final class RawConnection implements AutoCloseable {

  private final Socket socket;

  RawConnection(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(10_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends these characters. Lines end with CR LF, whatever the text block has. */
  RawConnection send(String text) {
    try {
      socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    } catch (SocketException _) {
      // The other side has closed already; what it said can still be read.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Everything that comes until the other side closes the connection. */
  String readAll() {
    var bytes = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(bytes);
    } catch (SocketTimeoutException e) {
      throw new IllegalStateException("the connection stays open after: " + bytes.toString(StandardCharsets.UTF_8), e);
    } catch (SocketException _) {
      // Reset: closed with what we had sent unread.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The first answer; the connection stays as it is. */
  String readAnswer() {
    var bytes = new ByteArrayOutputStream();
    try {
      while (!isWhole(bytes.toString(StandardCharsets.UTF_8))) {
        var next = socket.getInputStream().read();
        if (next < 0) break;
        bytes.write(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(bytes.toString(StandardCharsets.UTF_8), e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static boolean isWhole(String text) {
    var end = text.indexOf("\r\n\r\n");
    if (end < 0) return false;
    var length = text.indexOf("Content-Length: ");
    return length < 0
        || text.length() >= end + 4 + Integer.parseInt(text.substring(length + 16, text.indexOf('\r', length)));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
