/**
 * How facts are stored: their written form, the schema, snapshots, the journal and the read side that follows it.
 */
@NullMarked
package io.tollkeeper.persistence;

import org.jspecify.annotations.NullMarked;
