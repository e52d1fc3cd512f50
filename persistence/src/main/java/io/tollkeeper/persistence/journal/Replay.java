package io.tollkeeper.persistence.journal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.stream.javadsl.Source;
import scala.Tuple2;
import scala.util.Failure;
import scala.util.Success;
import scala.util.Try;

/** A journal as the stream of messages that Pekko replays, each with its ordering; the first that cannot be read ends it. */
final class Replay {

  private final Recoveries recoveries;
  private final StoredEvents events;

  Replay(Recoveries recoveries, StoredEvents events) {
    this.recoveries = recoveries;
    this.events = events;
  }

  /** The rows with these numbers, both inclusive, read in pages of this size. */
  Source<Try<Tuple2<PersistentRepr, Object>>, NotUsed> rows(String persistenceId, long from, long to, int pageSize) {
    var first = recoveries.first(persistenceId, from, to);
    var next = first.isEmpty() ? from : first.getLast().number() + 1;
    // Nearly always that is all, and then a stream of one stage does: more would cost more than reading the rows.
    var rows = next > to ? Source.from(first) : Source.from(first).concat(pages(persistenceId, next, to, pageSize));
    return rows.map(this::message);
  }

  private Source<EventRow, NotUsed> pages(String persistenceId, long from, long to, int size) {
    return Source.unfoldAsync(from, next -> page(persistenceId, next, to, size)).mapConcat(rows -> rows);
  }

  private CompletionStage<Optional<Pair<Long, List<EventRow>>>> page(String persistenceId, long from, long to,
      int size) {
    if (from > to) return CompletableFuture.completedStage(Optional.empty());
    return recoveries.page(persistenceId, from, to, size).thenApply(
        rows -> rows.isEmpty() ? Optional.empty() : Optional.of(Pair.create(rows.getLast().number() + 1, rows)));
  }

  private Try<Tuple2<PersistentRepr, Object>> message(EventRow row) {
    try {
      return new Success<>(Tuple2.apply(events.read(row), row.ordering()));
    } catch (RuntimeException e) {
      return new Failure<>(e);
    }
  }
}
