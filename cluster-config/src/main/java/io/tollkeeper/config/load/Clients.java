package io.tollkeeper.config.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

import org.HdrHistogram.Histogram;

/**
 * Callers that each keep one connection and send the next request when the last one is answered. One thread drives them all: on a machine
 * that the node and its database share, every microsecond of the client is taken from what is measured.
 */
final class Clients {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long TICK_MILLIS = 100;
  private static final long LONGEST_MICROS = 60_000_000;

  private final Target target;
  private final int connections;

  Clients(Target target, int connections) {
    this.target = target;
    this.connections = connections;
  }

  /** Sends until the exchange has no more. */
  void finish(Exchange exchange) {
    try (var run = new Run(exchange)) {
      run.until(Long.MAX_VALUE);
      run.drain();
    } catch (IOException e) {
      throw new UncheckedIOException("no connection to " + target.address(), e);
    }
  }

  /** Sends for this long to get warm, then measures for that long. */
  Measurement measure(String what, Exchange exchange, Duration warmUp, Duration length, List<Meter> meters) {
    try (var run = new Run(exchange)) {
      run.until(System.nanoTime() + warmUp.toNanos());
      var before = meters.stream().mapToLong(meter -> meter.reading().getAsLong()).toArray();
      var start = System.nanoTime();
      run.recording = true;
      run.until(start + length.toNanos());
      run.recording = false;
      var seconds = (System.nanoTime() - start) / 1e9;
      var requests = Math.max(1, run.latency.getTotalCount());
      var readings = new LinkedHashMap<String, Double>();
      for (int i = 0; i < before.length; i++)
        readings.put(meters.get(i).heading(),
            (meters.get(i).reading().getAsLong() - before[i]) * meters.get(i).scale() / requests);
      run.drain();
      return new Measurement(what, run.latency.getTotalCount() / seconds, run.latency, run.statuses, run.broken,
          readings);
    } catch (IOException e) {
      throw new UncheckedIOException("no connection to " + target.address(), e);
    }
  }

  private final class Run implements AutoCloseable {

    final Histogram latency = new Histogram(LONGEST_MICROS, 3);
    final TreeMap<Integer, Long> statuses = new TreeMap<>();
    final Selector selector = Selector.open();
    final Exchange exchange;
    boolean recording;
    boolean sending = true;
    long broken;
    int busy;

    Run(Exchange exchange) throws IOException {
      this.exchange = exchange;
      for (int i = 0; i < connections; i++)
        begin(Line.open(target, selector));
    }

    void until(long nanos) throws IOException {
      while (busy > 0 && System.nanoTime() - nanos < 0)
        selector.select(this::ready, TICK_MILLIS);
    }

    /** Sends no more, and waits for the answers that are on their way. */
    void drain() throws IOException {
      sending = false;
      until(System.nanoTime() + PATIENCE.toNanos());
      for (var key : selector.keys())
        if (key.attachment() instanceof Line line && line.ticket() != Exchange.NO_MORE) exchange.unknown(line.ticket());
    }

    private void ready(SelectionKey key) {
      if (!(key.attachment() instanceof Line line)) throw new IllegalStateException("a key without a line");
      try {
        var status = line.receive();
        if (status == Line.INCOMPLETE) return;
        if (status == Line.CLOSED) reopen(line);
        else answered(line, status);
      } catch (IOException _) {
        reopen(line);
      }
    }

    private void answered(Line line, int status) throws IOException {
      if (recording) {
        latency.recordValue(Math.min((System.nanoTime() - line.sentAtNanos()) / 1_000, LONGEST_MICROS));
        statuses.merge(status, 1L, Long::sum);
      }
      exchange.answered(line.ticket(), status);
      busy--;
      begin(line);
    }

    private void reopen(Line line) {
      line.close();
      if (line.ticket() == Exchange.NO_MORE) return;
      broken++;
      exchange.unknown(line.ticket());
      busy--;
      if (broken > 10L * connections)
        throw new IllegalStateException("the connections to " + target.address() + " break again and again");
      try {
        if (sending) begin(Line.open(target, selector));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void begin(Line line) throws IOException {
      line.idle();
      if (!sending) return;
      busy++;
      if (!line.send(exchange)) busy--;
    }

    @Override
    public void close() throws IOException {
      for (var key : selector.keys())
        if (key.attachment() instanceof Line line) line.close();
      selector.close();
    }
  }
}
