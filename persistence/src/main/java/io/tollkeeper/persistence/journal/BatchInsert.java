package io.tollkeeper.persistence.journal;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.tollkeeper.persistence.Lane;

/**
 * Stores a batch of writes in one transaction. If a row of it is at fault, the batch is divided and tried again until the one write
 * that is to blame stands alone, and only that one is refused.
 */
final class BatchInsert {

  private static final Logger LOG = LoggerFactory.getLogger(BatchInsert.class);
  // How long a batch may be divided: callers give up after this anyway, and other batches wait for the writer.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Lane lane;
  private final LongAdder rows = new LongAdder();
  private final LongAdder batches = new LongAdder();
  private final LongAdder splits = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder failed = new LongAdder();

  BatchInsert(Lane lane) {
    this.lane = lane;
  }

  /** Stores these writes and tells each of them how it went. */
  void store(List<Write> batch) {
    // The same order everywhere, so that two batches that share keys wait for each other in turn and never in a circle.
    var ordered = batch.stream().sorted(Comparator.comparing(Write::persistenceId)).toList();
    try {
      store(ordered, System.nanoTime() + PATIENCE.toNanos());
    } catch (RuntimeException | Error e) {
      // An error must not end the writer: nobody would write any more.
      LOG.error("the journal could not store a batch of {} writes", batch.size(), e);
      // Nobody may wait for ever. Those who have been told already are not told again.
      ordered.forEach(write -> write.fail(e));
    }
  }

  WriteCounts counts() {
    return new WriteCounts(rows.sum(), batches.sum(), splits.sum(), rejected.sum(), failed.sum());
  }

  private void store(List<Write> batch, long deadline) {
    var all = batch.stream().flatMap(write -> write.rows().stream()).toList();
    try {
      lane.writeNow(connection -> {
        EventTable.insert(connection, all);
        return all.size();
      });
    } catch (BatchUpdateException e) {
      // It only wraps what the database said, and some drivers put the rows into its message.
      blame(batch, Objects.requireNonNullElse(e.getNextException(), e), deadline);
      return;
    } catch (SQLException e) {
      blame(batch, e, deadline);
      return;
    }
    batches.increment();
    rows.add(all.size());
    batch.forEach(Write::succeed);
  }

  private void blame(List<Write> batch, SQLException e, long deadline) {
    var blame = lane.blame(e);
    if (blame == Lane.Blame.STORE) fail(batch, e);
    else if (batch.size() > 1 && System.nanoTime() - deadline < 0) divide(batch, deadline);
    else if (batch.size() == 1 && blame == Lane.Blame.ROW) reject(batch.getFirst(), e);
    else fail(batch, e);
  }

  private void divide(List<Write> batch, long deadline) {
    splits.increment();
    var middle = batch.size() / 2;
    store(batch.subList(0, middle), deadline);
    store(batch.subList(middle, batch.size()), deadline);
  }

  private void reject(Write write, SQLException e) {
    rejected.increment();
    LOG.warn("a row of {} was refused by the database and is not stored: {}", write.persistenceId(), e.toString());
    write.reject("the database refuses the row: " + e.getMessage(), e);
  }

  private void fail(List<Write> batch, SQLException e) {
    failed.add(batch.size());
    LOG.warn("the journal could not store a batch of {} writes: {}", batch.size(), e.toString());
    batch.forEach(write -> write.fail(e));
  }
}
