package io.tollkeeper.config.load;

import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Something that only grows and is compared with the number of requests, such as the processor time of a process.
 *
 * @param heading what it is, per request
 * @param reading how much it is by now
 * @param scale what a difference per request is multiplied with
 */
record Meter(String heading, LongSupplier reading, double scale) {

  /** The processor time of a process, and of those that it has started, in microseconds per request. */
  static Meter cpu(String name, ProcessHandle process, boolean withChildren) {
    return new Meter("CPU " + name + " µs",
        () -> (withChildren ? Stream.concat(Stream.of(process), process.descendants()) : Stream.of(process))
            .mapToLong(Meter::micros).sum(),
        1);
  }

  private static long micros(ProcessHandle process) {
    return process.info().totalCpuDuration().map(time -> time.toNanos() / 1_000).orElse(0L);
  }
}
