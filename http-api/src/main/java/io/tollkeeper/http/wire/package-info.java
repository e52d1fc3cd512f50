/** The forms that what comes in and what goes out have in common. */
@NullMarked
package io.tollkeeper.http.wire;

import org.jspecify.annotations.NullMarked;
