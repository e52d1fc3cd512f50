package io.tollkeeper.config;

import java.time.Clock;

/** Starts a node and keeps it until it is told to stop: SIGTERM drains it and exits with 0. */
public final class Main {

  private Main() {}

  /** Takes no arguments; everything is set by the environment. A wrong setting is one line on standard error and exit code 1. */
  public static void main(String[] arguments) {
    try {
      if (arguments.length > 0)
        throw new SettingsException("no arguments are understood; settings come from the environment, see README.md");
      var settings = Settings.load(System.getenv());
      var node = Node.start(settings, Clock.systemUTC());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "stop"));
      node.ready().thenRun(() -> Banner.print(settings, node));
      node.failed().thenAccept(Main::giveUp);
    } catch (SettingsException e) {
      refuse(e.line());
    }
  }

  // The JVM would end with 143 after a SIGTERM; whoever asked for the stop should see whether it went well.
  private static void stop(Node node) {
    Runtime.getRuntime().halt(node.stop() && !node.hasFailed() ? 0 : 1);
  }

  // What is open is closed by the hook, as with any other stop.
  private static void giveUp(String reason) {
    System.err.println("tollkeeper: " + reason.lines().findFirst().orElse("a fault without a name"));
    // Whoever calls this may be needed for an orderly stop.
    Thread.ofPlatform().name("give-up").start(() -> System.exit(1));
  }

  private static void refuse(String reason) {
    System.err.println("tollkeeper: " + reason);
    Runtime.getRuntime().halt(1);
  }
}
