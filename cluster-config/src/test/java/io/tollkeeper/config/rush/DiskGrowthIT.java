package io.tollkeeper.config.rush;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import io.tollkeeper.config.kit.ApiClient;
import io.tollkeeper.config.kit.NodeProcess;
import io.tollkeeper.config.kit.NodeSetup;
import io.tollkeeper.config.ledger.Operations;

/**
 * What the embedded database takes of the disk for each event under steady load. Ten minutes of it:
 * {@code mvn verify -pl cluster-config -am -Dtest=none -Dit.test=DiskGrowthIT -Ddisk.seconds=600}.
 */
final class DiskGrowthIT {

  private static final int SECONDS = Integer.getInteger("disk.seconds", 10);
  private static final int CLIENTS = 16;
  private static final int CUSTOMERS = 200;
  private static final Duration REPORT_EVERY = Duration.ofSeconds(60);
  // An event is about 0.5 KB. What a database begins with and keeps ahead of itself is apart from that.
  private static final long MAX_BYTES_PER_EVENT = 4_096;
  private static final long MAX_BYTES_AT_REST = 64L * 1_024 * 1_024;

  @TempDir
  private Path directory;

  private final AtomicInteger events = new AtomicInteger();

  @Test
  void the_embedded_database_takes_a_bounded_amount_of_disk_for_each_event() {
    try (var node = NodeProcess.ready(NodeSetup.in(directory))) {
      var client = node.client();
      client.ask(Operations.catalogue()).expect(201);
      for (var number = 0; number < CUSTOMERS; number++) {
        client.ask(Operations.customer("c" + number)).expect(201);
        client.ask(Operations.grant("c" + number, "g", BigDecimal.valueOf(1_000_000_000)).call()).expect(201);
      }
      load(client);
      report("under load");
      assertTrue(events.get() > 0);
      assertBounded();
      assertEquals(0, node.stop());
      report("after the stop");
      assertBounded();
    }
  }

  private void load(ApiClient client) {
    var start = System.nanoTime();
    var end = start + Duration.ofSeconds(SECONDS).toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var number = 0; number < CLIENTS; number++) {
        var own = number;
        threads.execute(() -> {
          var next = start + REPORT_EVERY.toNanos();
          for (var count = own; System.nanoTime() < end; count += CLIENTS) {
            var charge = Operations.work("c" + count % CUSTOMERS, "u" + count, BigDecimal.valueOf(1, 3)).call();
            if (client.ask(charge).status() == 200) events.incrementAndGet();
            if (own == 0 && System.nanoTime() > next) {
              report("after " + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
              next += REPORT_EVERY.toNanos();
            }
          }
        });
      }
    }
  }

  private void assertBounded() {
    var bytes = size();
    assertTrue(bytes < MAX_BYTES_AT_REST + events.get() * MAX_BYTES_PER_EVENT, () -> bytes + " bytes for " + events);
  }

  private void report(String when) {
    System.out.printf("disk, embedded, %s: %d events, %d KB, %d bytes for each event%n", when, events.get(),
        size() / 1_024, size() / Math.max(1, events.get()));
  }

  /** What lies in the directory itself; the driver's own library is below it. */
  private long size() {
    try (var files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(DiskGrowthIT::size).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException _) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
