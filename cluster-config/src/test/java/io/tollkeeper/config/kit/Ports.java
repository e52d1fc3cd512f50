package io.tollkeeper.config.kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nobody listens on, below those that systems give to outgoing connections. */
public final class Ports {

  private static final int FIRST = 20_000;
  private static final int LAST = 30_000;
  private static final int TRIES = 200;

  private Ports() {}

  /** A free port. It is not held, so it should be used soon. */
  public static int free() {
    for (var tries = 0; tries < TRIES; tries++) {
      var port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      try (var socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return port;
      } catch (IOException _) {
        // Taken; another one.
      }
    }
    throw new IllegalStateException("no free port between " + FIRST + " and " + LAST);
  }
}
