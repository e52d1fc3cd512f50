package io.tollkeeper.persistence;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.google.protobuf.ByteString;
import io.tollkeeper.persistence.journal.EventRow;

/** Rows that tests write, and what they look at when they read them. */
final class EventRows {

  private EventRows() {}

  /** A row of a writer of its own. */
  static EventRow row(String customer, long number) {
    return new EventRow(0, customer, number, UUID.randomUUID(), Instant.EPOCH, 17, "f1",
        ByteString.copyFromUtf8(customer + number));
  }

  static List<Long> numbers(List<EventRow> rows) {
    return rows.stream().map(EventRow::number).toList();
  }

  /** A row as it was before the database added its part. */
  static EventRow asWritten(EventRow row) {
    return new EventRow(0, row.persistenceId(), row.number(), row.writer(), Instant.EPOCH, row.serializer(),
        row.manifest(), row.payload());
  }
}
