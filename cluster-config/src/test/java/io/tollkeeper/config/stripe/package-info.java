/**
 * A double of Stripe as a web server: its API with the objects behind it, the verbs that change them as buyers, banks and time do, and
 * the events that Stripe would send about that.
 */
@NullMarked
package io.tollkeeper.config.stripe;

import org.jspecify.annotations.NullMarked;
