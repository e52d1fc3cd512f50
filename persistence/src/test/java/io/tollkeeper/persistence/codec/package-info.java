/** The written form: that it loses nothing, that it never changes, and that damage is noticed. */
@NullMarked
package io.tollkeeper.persistence.codec;

import org.jspecify.annotations.NullMarked;
