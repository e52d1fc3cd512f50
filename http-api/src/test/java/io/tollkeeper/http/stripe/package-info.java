/** Stripe is faked only where it is Stripe: signatures are real, decisions are real, payers are real actors. */
@NullMarked
package io.tollkeeper.http.stripe;

import org.jspecify.annotations.NullMarked;
