package io.tollkeeper.persistence.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.Scheduler;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.jdbc.config.JournalConfig;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalDao;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.scaladsl.Source;
import io.tollkeeper.persistence.DatabaseSetup;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;
import scala.util.Failure;
import scala.util.Try;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/** What the Pekko plugin writes and reads the journal by. Speaks Scala so that nothing else has to. */
public final class BatchingJournalDao implements JournalDao {

  private static final int MAX_PAGE = 1_000;

  private final JournalWriter writer;
  private final Recoveries recoveries;
  private final Replay replay;
  private final StoredEvents events;

  /** Made by the plugin, which asks for a constructor with exactly these parameters. */
  public BatchingJournalDao(JdbcBackend.JdbcDatabaseDef database, JdbcProfile profile, JournalConfig config,
      Serialization serialization,
      ExecutionContext executor, Materializer materializer) {
    var own = DatabaseSetup.of(serialization.system());
    this.writer = own.writer();
    this.recoveries = new Recoveries(own.reader(), config.daoConfig().replayBatchSize());
    this.events = new StoredEvents(serialization);
    this.replay = new Replay(recoveries, events);
  }

  @Override
  public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> messages) {
    var written = writer.write(() -> rows(messages))
        .handle((_, failure) -> failure == null
            ? CompletableFuture.<Seq<Try<BoxedUnit>>>completedFuture(none())
            : outcome(messages, failure))
        .thenCompose(stage -> stage);
    return FutureConverters.asScala(written);
  }

  private List<EventRow> rows(Seq<AtomicWrite> messages) {
    var rows = new ArrayList<EventRow>();
    for (var write : CollectionConverters.asJava(messages))
      for (var message : CollectionConverters.asJava(write.payload()))
        rows.add(events.write(message));
    return rows;
  }

  // A rejection is a success that says no: it is not held against the database by the circuit breaker.
  private static CompletableFuture<Seq<Try<BoxedUnit>>> outcome(Seq<AtomicWrite> messages, Throwable failure) {
    var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    if (!(cause instanceof RejectedWriteException)) return CompletableFuture.failedFuture(cause);
    var answers = new ArrayList<Try<BoxedUnit>>();
    for (int i = 0; i < messages.size(); i++)
      answers.add(new Failure<>(cause));
    return CompletableFuture.completedFuture(CollectionConverters.asScala(answers).toList());
  }

  private static Seq<Try<BoxedUnit>> none() {
    return CollectionConverters.asScala(List.<Try<BoxedUnit>>of()).toList();
  }

  @Override
  public Future<Object> highestSequenceNr(String persistenceId, long fromSequenceNr) {
    return FutureConverters.asScala(recoveries.start(persistenceId, fromSequenceNr).thenApply(number -> number));
  }

  @Override
  public Source<Try<Tuple2<PersistentRepr, Object>>, NotUsed> messages(String persistenceId, long from, long to,
      long max) {
    return replay.rows(persistenceId, from, to, (int) Math.min(max, MAX_PAGE)).take(max).asScala();
  }

  @Override
  public Source<Try<Tuple2<PersistentRepr, Object>>, NotUsed> messagesWithBatch(String persistenceId, long from,
      long to, int batchSize,
      Option<Tuple2<FiniteDuration, Scheduler>> refreshInterval) {
    if (refreshInterval.isDefined()) throw new UnsupportedOperationException("the journal is not followed this way");
    return replay.rows(persistenceId, from, to, batchSize).asScala();
  }

  @Override
  public Future<BoxedUnit> delete(String persistenceId, long toSequenceNr) {
    return FutureConverters.asScala(
        CompletableFuture.<BoxedUnit>failedFuture(new UnsupportedOperationException("a journal is never shortened")));
  }
}
