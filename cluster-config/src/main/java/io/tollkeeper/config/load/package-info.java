/**
 * Puts a running node under load over HTTP, measures how it answers, and afterwards reads every ledger that was written to: a fast wrong
 * number is worth nothing.
 */
@NullMarked
package io.tollkeeper.config.load;

import org.jspecify.annotations.NullMarked;
