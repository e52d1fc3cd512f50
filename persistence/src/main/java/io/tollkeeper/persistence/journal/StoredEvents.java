package io.tollkeeper.persistence.journal;

import java.time.Instant;
import java.util.UUID;

import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.Tagged;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.Serializers;
import com.google.protobuf.UnsafeByteOperations;
import io.tollkeeper.persistence.codec.StoredFormException;

/** Between Pekko's persistent messages and rows. Any type works that has a serializer, so the plugin's contract can be tested as it is. */
final class StoredEvents {

  private final Serialization serialization;

  StoredEvents(Serialization serialization) {
    this.serialization = serialization;
  }

  /** The row that this message is stored as. Fails if the message carries what a row has no place for. */
  EventRow write(PersistentRepr message) {
    var event = message.payload();
    if (event instanceof Tagged || !message.manifest().isEmpty() || message.metadata().isDefined())
      throw new IllegalArgumentException("tags, event adapters and metadata are not stored");
    var serializer = serialization.findSerializerFor(event);
    var payload = UnsafeByteOperations.unsafeWrap(serializer.toBinary(event));
    return new EventRow(0, message.persistenceId(), message.sequenceNr(), UUID.fromString(message.writerUuid()),
        Instant.EPOCH, serializer.identifier(),
        Serializers.manifestFor(serializer, event), payload);
  }

  /** The message that this row holds. Fails, naming the row, if it cannot be read. */
  PersistentRepr read(EventRow row) {
    return PersistentRepr
        .apply(payload(row), row.number(), row.persistenceId(), "", false, null, row.writer().toString())
        .withTimestamp(row.writtenAt().toEpochMilli());
  }

  private Object payload(EventRow row) {
    var event = serialization.deserialize(row.payload().toByteArray(), row.serializer(), row.manifest());
    if (event.isSuccess()) return event.get();
    var failure = event.failed().get();
    throw new StoredFormException("row " + row.number() + " of the journal of " + row.persistenceId()
        + " cannot be read: " + failure.getMessage(), failure);
  }
}
