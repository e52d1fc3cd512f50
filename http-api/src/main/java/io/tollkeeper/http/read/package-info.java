/** What comes in: strict reading of JSON, YAML and the values in them. Whatever is not exactly as documented is turned away here. */
@NullMarked
package io.tollkeeper.http.read;

import org.jspecify.annotations.NullMarked;
