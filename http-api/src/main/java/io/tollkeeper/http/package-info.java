/**
 * How the world asks over HTTP: routes, JSON, problem answers and keys, in front of the engine and never behind it.
 */
@NullMarked
package io.tollkeeper.http;

import org.jspecify.annotations.NullMarked;
