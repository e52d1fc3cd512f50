/**
 * The journal: rows of facts, written by many customers at once in few transactions, and read back by recoveries and queries. The Pekko
 * plugin calls in here through {@link io.tollkeeper.persistence.journal.BatchingJournalDao}.
 */
@NullMarked
package io.tollkeeper.persistence.journal;

import org.jspecify.annotations.NullMarked;
