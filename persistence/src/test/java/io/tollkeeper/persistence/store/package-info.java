/** What every store of catalogues and messages promises. */
@NullMarked
package io.tollkeeper.persistence.store;

import org.jspecify.annotations.NullMarked;
