/**
 * What one payer's payments owe to customers: orders for credits that are remembered until the customers have them. Knows no payment
 * provider; what a provider says is turned into orders before it comes here.
 */
@NullMarked
package io.tollkeeper.engine.domain.payer;

import org.jspecify.annotations.NullMarked;
