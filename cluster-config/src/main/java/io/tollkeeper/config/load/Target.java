package io.tollkeeper.config.load;

import java.net.InetSocketAddress;

import io.tollkeeper.config.demo.EngineAddress;

/** The node under load, as a socket needs it. */
record Target(String host, int port, String key) {

  static Target of(EngineAddress engine) {
    var base = engine.base();
    if (!"http".equals(base.getScheme()) || base.getHost() == null)
      throw new IllegalArgumentException("the load tool speaks plain HTTP: " + base);
    return new Target(base.getHost(), base.getPort() < 0 ? 80 : base.getPort(), engine.key());
  }

  InetSocketAddress address() {
    return new InetSocketAddress(host, port);
  }
}
