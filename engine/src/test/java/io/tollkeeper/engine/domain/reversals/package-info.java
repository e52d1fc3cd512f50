/** Payments that are reversed, told in every order: held against one another. */
@NullMarked
package io.tollkeeper.engine.domain.reversals;

import org.jspecify.annotations.NullMarked;
