package io.tollkeeper.persistence.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.tollkeeper.persistence.DatabaseSettings;
import io.tollkeeper.persistence.Lane;

/**
 * Gathers the writes of many customers into few transactions. What arrives while all writers are at work becomes the next batch, so
 * batches grow with the load, and a lone write waits for nobody.
 */
public final class JournalWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final DatabaseSettings.Writing settings;
  private final BatchInsert insert;
  private final Intake<Write> intake;
  private final List<Thread> threads = new ArrayList<>();

  /** Starts as many writers as the lane has connections; each stores one batch at a time. */
  public JournalWriter(Lane lane, DatabaseSettings.Writing settings) {
    this.settings = settings;
    this.insert = new BatchInsert(lane);
    this.intake = new Intake<>(settings.queue());
    for (int i = 0; i < lane.size(); i++)
      threads.add(Thread.ofPlatform().name("journal-writer-" + i).daemon().start(this::run));
  }

  /**
   * Writes rows of one customer, all or none. The stage completes when they are durable. It fails with
   * {@link RejectedWriteException} if they are certainly not stored; after any other failure nobody knows.
   *
   * @param rows makes the rows, at least one; called on a writer's thread, so that this work is shared
   */
  public CompletionStage<Void> write(Supplier<List<EventRow>> rows) {
    var write = new Write(rows);
    if (!intake.offer(write)) write.reject("the journal's queue is full or closed");
    return write.done();
  }

  /** How many writes wait for a writer. */
  public int waiting() {
    return intake.size();
  }

  /** What has been written so far. */
  public WriteCounts counts() {
    return insert.counts();
  }

  /** Writes what was accepted, then stops. */
  @Override
  public void close() {
    intake.close();
    try {
      for (var thread : threads)
        if (!thread.join(CLOSE_WITHIN)) LOG.warn("{} is still writing and is left alone", thread.getName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    for (var first = intake.take(); first.isPresent(); first = intake.take()) {
      var batch = gather(first.get());
      if (!batch.isEmpty()) insert.store(batch);
    }
  }

  private List<Write> gather(Write first) {
    var batch = new ArrayList<Write>();
    var rows = 0;
    var bytes = 0;
    for (var next = Optional.of(first); next.isPresent(); next =
        rows < settings.batchRows() && bytes < settings.batchBytes() ? intake.poll() : Optional.empty()) {
      var write = next.get();
      if (!write.prepare()) continue;
      batch.add(write);
      rows += write.rows().size();
      bytes += write.bytes();
    }
    return batch;
  }
}
