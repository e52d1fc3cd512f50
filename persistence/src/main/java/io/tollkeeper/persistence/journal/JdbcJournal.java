package io.tollkeeper.persistence.journal;

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.entity.CustomerEntity;
import io.tollkeeper.engine.entity.Journal;
import io.tollkeeper.engine.entity.JournalRow;
import io.tollkeeper.persistence.Database;
import io.tollkeeper.persistence.codec.FactsCodec;
import io.tollkeeper.persistence.codec.StoredFormException;

/** A customer's journal as it is read beside the customer. */
public final class JdbcJournal implements Journal {

  private final JournalReader reader;

  /** The journal in this database. */
  public JdbcJournal(Database database) {
    this.reader = database.reader();
  }

  @Override
  public CompletionStage<List<JournalRow>> rows(CustomerKey customer, long from, long to) {
    return reader.rows(CustomerEntity.persistenceId(customer).id(), from, to, Integer.MAX_VALUE)
        .thenApply(rows -> rows.stream().map(JdbcJournal::read).toList());
  }

  private static JournalRow read(EventRow row) {
    if (!row.manifest().equals(FactsCodec.MANIFEST))
      throw new StoredFormException("row " + row.number() + " of " + row.persistenceId() + " has the form "
          + row.manifest() + ", which is not known");
    return new JournalRow(row.number(), FactsCodec.read(row.payload().toByteArray()));
  }
}
