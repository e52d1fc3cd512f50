/** What goes wrong, and how it is told: one code for each case, in the form of RFC 9457. */
@NullMarked
package io.tollkeeper.http.problem;

import org.jspecify.annotations.NullMarked;
