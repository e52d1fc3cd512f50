package io.tollkeeper.persistence.journal;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.jdbc.config.SnapshotConfig;
import org.apache.pekko.persistence.jdbc.snapshot.dao.SnapshotDao;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.Serializers;
import org.apache.pekko.stream.Materializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import com.google.protobuf.UnsafeByteOperations;
import io.tollkeeper.persistence.DatabaseSetup;
import scala.Option;
import scala.Tuple2;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;
import scala.jdk.javaapi.OptionConverters;
import scala.runtime.BoxedUnit;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/**
 * What the Pekko plugin keeps snapshots by. One that cannot be read, or that is ahead of its journal, is passed over for an older one,
 * and at last for the whole journal: it could only have saved time.
 */
public final class LatestSnapshotDao implements SnapshotDao {

  private static final Logger LOG = LoggerFactory.getLogger(LatestSnapshotDao.class);

  private final SnapshotTable table;
  private final Serialization serialization;

  /** Made by the plugin, which asks for a constructor with exactly these parameters. */
  public LatestSnapshotDao(JdbcBackend.JdbcDatabaseDef database, JdbcProfile profile, SnapshotConfig config,
      Serialization serialization,
      ExecutionContext executor, Materializer materializer) {
    this.table = DatabaseSetup.of(serialization.system()).snapshotTable();
    this.serialization = serialization;
  }

  @Override
  public Future<Option<Tuple2<SnapshotMetadata, Object>>> latestSnapshot(String persistenceId) {
    return newest(persistenceId, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  @Override
  public Future<Option<Tuple2<SnapshotMetadata, Object>>> snapshotForMaxTimestamp(String persistenceId,
      long timestamp) {
    return newest(persistenceId, Long.MAX_VALUE, timestamp);
  }

  @Override
  public Future<Option<Tuple2<SnapshotMetadata, Object>>> snapshotForMaxSequenceNr(String persistenceId,
      long sequenceNr) {
    return newest(persistenceId, sequenceNr, Long.MAX_VALUE);
  }

  @Override
  public Future<Option<Tuple2<SnapshotMetadata, Object>>> snapshotForMaxSequenceNrAndMaxTimestamp(String persistenceId,
      long sequenceNr, long timestamp) {
    return newest(persistenceId, sequenceNr, timestamp);
  }

  @Override
  public Future<BoxedUnit> save(SnapshotMetadata metadata, Object snapshot) {
    // A large snapshot takes milliseconds to make: not on the store's own thread, and not while a connection is held.
    return unit(CompletableFuture.supplyAsync(() -> row(metadata, snapshot), Thread::startVirtualThread)
        .thenCompose(row -> table.save(metadata.persistenceId(), row)));
  }

  @Override
  public Future<BoxedUnit> delete(String persistenceId, long sequenceNr) {
    return unit(table.delete(persistenceId, sequenceNr, sequenceNr, Long.MAX_VALUE));
  }

  @Override
  public Future<BoxedUnit> deleteAllSnapshots(String persistenceId) {
    return unit(table.delete(persistenceId, 0, Long.MAX_VALUE, Long.MAX_VALUE));
  }

  @Override
  public Future<BoxedUnit> deleteUpToMaxSequenceNr(String persistenceId, long maxSequenceNr) {
    return unit(table.delete(persistenceId, 0, maxSequenceNr, Long.MAX_VALUE));
  }

  @Override
  public Future<BoxedUnit> deleteUpToMaxTimestamp(String persistenceId, long maxTimestamp) {
    return unit(table.delete(persistenceId, 0, Long.MAX_VALUE, maxTimestamp));
  }

  @Override
  public Future<BoxedUnit> deleteUpToMaxSequenceNrAndMaxTimestamp(String persistenceId, long maxSequenceNr,
      long maxTimestamp) {
    return unit(table.delete(persistenceId, 0, maxSequenceNr, maxTimestamp));
  }

  private Future<Option<Tuple2<SnapshotMetadata, Object>>> newest(String persistenceId, long maxNumber,
      long maxMillis) {
    return FutureConverters.asScala(readable(persistenceId, maxNumber, maxMillis).thenApply(OptionConverters::toScala));
  }

  private CompletionStage<Optional<Tuple2<SnapshotMetadata, Object>>> readable(String persistenceId, long maxNumber,
      long maxMillis) {
    return table.newest(persistenceId, maxNumber, maxMillis).thenCompose(found -> {
      if (found.isEmpty()) return CompletableFuture.completedStage(Optional.empty());
      var snapshot = read(persistenceId, found.get());
      return snapshot.isPresent()
          ? CompletableFuture.completedStage(snapshot)
          : readable(persistenceId, found.get().number() - 1, maxMillis);
    });
  }

  private Optional<Tuple2<SnapshotMetadata, Object>> read(String persistenceId, SnapshotTable.Row row) {
    if (!row.journaled()) {
      LOG.error("the snapshot of {} after row {} is ignored: its journal does not have that row", persistenceId,
          row.number());
      return Optional.empty();
    }
    var snapshot = serialization.deserialize(row.payload().toByteArray(), row.serializer(), row.manifest());
    if (snapshot.isFailure()) {
      LOG.error("the snapshot of {} after row {} is ignored: {}", persistenceId, row.number(),
          snapshot.failed().get().getMessage());
      return Optional.empty();
    }
    return Optional
        .of(Tuple2.apply(new SnapshotMetadata(persistenceId, row.number(), row.takenAtMillis()), snapshot.get()));
  }

  private SnapshotTable.Row row(SnapshotMetadata metadata, Object snapshot) {
    if (metadata.metadata().isDefined()) throw new IllegalArgumentException("metadata of snapshots is not stored");
    var serializer = serialization.findSerializerFor(snapshot);
    return new SnapshotTable.Row(metadata.sequenceNr(), metadata.timestamp(), serializer.identifier(),
        Serializers.manifestFor(serializer, snapshot),
        UnsafeByteOperations.unsafeWrap(serializer.toBinary(snapshot)), true);
  }

  private static Future<BoxedUnit> unit(CompletionStage<Integer> stage) {
    return FutureConverters.asScala(stage.thenApply(_ -> BoxedUnit.UNIT));
  }
}
