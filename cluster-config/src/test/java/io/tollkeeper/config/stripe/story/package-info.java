/**
 * Stories that are told by Stripe's events: played once at the double, then delivered to a whole node in many orders, which must all end
 * in the same state.
 */
@NullMarked
package io.tollkeeper.config.stripe.story;

import org.jspecify.annotations.NullMarked;
