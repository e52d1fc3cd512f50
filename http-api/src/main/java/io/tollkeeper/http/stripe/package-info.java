/**
 * Stripe at the door: its signed events are verified and translated into commands, and what it must be told is sent.
 */
@NullMarked
package io.tollkeeper.http.stripe;

import org.jspecify.annotations.NullMarked;
