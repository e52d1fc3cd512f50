/**
 * What one payer's payments mean for customers. {@link io.tollkeeper.engine.domain.payer.Notice}s say what is so; merged, they are what is
 * known of the payer; from that the orders to its customers are derived, and remembered until the customers have acknowledged them. The
 * order of the notices makes no difference. Knows no payment provider; what a provider says is turned into notices before it comes here.
 */
@NullMarked
package io.tollkeeper.engine.domain.payer;

import org.jspecify.annotations.NullMarked;
