/** What is kept beside the journal: catalogues and what payment providers sent. In a database, or in memory for tests. */
@NullMarked
package io.tollkeeper.persistence.store;

import org.jspecify.annotations.NullMarked;
