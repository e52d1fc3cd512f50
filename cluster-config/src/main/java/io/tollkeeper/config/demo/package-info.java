/**
 * The whole story of a prepaid customer, told to a running node over HTTP and checked step by step.
 */
@NullMarked
package io.tollkeeper.config.demo;

import org.jspecify.annotations.NullMarked;
