/**
 * The proof that nothing is lost and nothing counts twice: clients that write down what they were told, and a check that compares that
 * with the ledgers.
 */
@NullMarked
package io.tollkeeper.config.ledger;

import org.jspecify.annotations.NullMarked;
