package io.tollkeeper.engine.entity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;

/** A journal in memory whose writes a test can hold back, fail or reject. Its rows outlive actors, not the test's {@link Control}. */
public final class ControlledJournal extends AsyncWriteJournal {

  /** What a test does to the journal; the one that exists at a time is shared by all actors of that test. */
  static final class Control {

    static volatile Control current = new Control();

    private final Map<String, List<PersistentRepr>> rows = new ConcurrentHashMap<>();
    private final Queue<Runnable> held = new ArrayDeque<>();
    private boolean holding;
    private Mode mode = Mode.TAKE;

    enum Mode {
      TAKE, FAIL, REJECT
    }

    synchronized void mode(Mode newMode) {
      mode = newMode;
    }

    /** From now on writes wait for {@link #release}. */
    synchronized void hold() {
      holding = true;
    }

    /** Lets all held writes and all later ones go on. */
    synchronized void release() {
      holding = false;
      while (!held.isEmpty())
        held.remove().run();
    }

    List<PersistentRepr> of(String persistenceId) {
      return rows.getOrDefault(persistenceId, List.of());
    }

    /** Changes a stored row behind the back of its customer. */
    void alterLast(String persistenceId, UnaryOperator<Object> change) {
      rows.computeIfPresent(persistenceId, (_, stored) -> {
        var last = stored.removeLast();
        stored.add(last.withPayload(change.apply(last.payload())));
        return stored;
      });
    }

    synchronized CompletionStage<List<Optional<Exception>>> write(List<PersistentRepr> written) {
      var done = new CompletableFuture<List<Optional<Exception>>>();
      Runnable write = () -> {
        switch (mode) {
          case FAIL -> done.completeExceptionally(new IllegalStateException("the test's journal is down"));
          case REJECT ->
            done.complete(List.of(Optional.of(new IllegalArgumentException("the test's journal does not like this"))));
          case TAKE -> {
            written.forEach(row -> rows.computeIfAbsent(row.persistenceId(), _ -> new ArrayList<>()).add(row));
            done.complete(List.of(Optional.empty()));
          }
        }
      };
      if (holding) held.add(write);
      else write.run();
      return done;
    }
  }

  @Override
  public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> messages) {
    var rows = StreamSupport.stream(messages.spliterator(), false)
        .flatMap(write -> CollectionConverters.asJava(write.payload()).stream()).toList();
    return FutureConverters
        .asScala(Control.current.write(rows).thenApply(results -> (Iterable<Optional<Exception>>) results));
  }

  @Override
  public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
    throw new IllegalStateException("nothing is ever deleted");
  }

  @Override
  public Future<Void> doAsyncReplayMessages(String persistenceId, long from, long to, long max,
      Consumer<PersistentRepr> replay) {
    Control.current.of(persistenceId).stream().filter(row -> row.sequenceNr() >= from && row.sequenceNr() <= to)
        .forEach(replay);
    return FutureConverters.asScala(CompletableFuture.completedStage(null));
  }

  @Override
  public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long from) {
    return FutureConverters.asScala(CompletableFuture.completedStage((long) Control.current.of(persistenceId).size()));
  }
}
