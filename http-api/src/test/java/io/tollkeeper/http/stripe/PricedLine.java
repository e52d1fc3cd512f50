package io.tollkeeper.http.stripe;

/**
 * One line of what was bought.
 *
 * @param price Stripe's id of the price; empty if the line has none
 * @param quantity how many; negative if the line does not say
 */
record PricedLine(String price, long quantity) {}
