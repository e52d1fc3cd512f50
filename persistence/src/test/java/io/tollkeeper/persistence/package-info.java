/** Contracts that every store keeps, each run on all of them. */
@NullMarked
package io.tollkeeper.persistence;

import org.jspecify.annotations.NullMarked;
