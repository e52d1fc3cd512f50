package io.tollkeeper.config.load;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What a number was measured on, without which it means nothing. */
final class Machine {

  private Machine() {}

  static void print(PrintStream out, String store) {
    out.println("date       " + Instant.now().truncatedTo(ChronoUnit.MINUTES) + ", commit " + commit());
    out.println("machine    " + Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name")
        + ' ' + System.getProperty("os.version") + ' '
        + System.getProperty("os.arch") + ", JDK " + Runtime.version() + ", load average before " + loadAverage());
    out.println(store);
  }

  static String loadAverage() {
    return String.format(Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String commit() {
    try {
      var git = new ProcessBuilder("git", "describe", "--always", "--dirty")
          .redirectError(ProcessBuilder.Redirect.DISCARD).start();
      var text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0 ? text : "unknown";
    } catch (IOException _) {
      return "unknown";
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }
}
