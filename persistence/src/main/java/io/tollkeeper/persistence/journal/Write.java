package io.tollkeeper.persistence.journal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import com.google.protobuf.ByteString;

/** Rows of one customer that are to be written, all or none. Handed from the one who asks to a single writer. */
final class Write {

  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final Supplier<List<EventRow>> maker;
  private List<EventRow> rows = List.of();

  Write(Supplier<List<EventRow>> maker) {
    this.maker = maker;
  }

  CompletionStage<Void> done() {
    return done;
  }

  /** Makes the rows. False if that fails; then the write has been rejected. */
  boolean prepare() {
    try {
      rows = maker.get();
      return true;
    } catch (RuntimeException | Error e) {
      reject("the event cannot be written: " + e.getMessage(), e);
      return false;
    }
  }

  List<EventRow> rows() {
    return rows;
  }

  /** The first of its rows tells where it belongs. */
  String persistenceId() {
    return rows.getFirst().persistenceId();
  }

  int bytes() {
    return rows.stream().map(EventRow::payload).mapToInt(ByteString::size).sum();
  }

  void succeed() {
    done.complete(null);
  }

  /** It may or may not have been stored. */
  void fail(Throwable cause) {
    done.completeExceptionally(cause);
  }

  /** It was certainly not stored. */
  void reject(String reason) {
    done.completeExceptionally(new RejectedWriteException(reason));
  }

  /** It was certainly not stored. */
  void reject(String reason, Throwable cause) {
    done.completeExceptionally(new RejectedWriteException(reason, cause));
  }
}
