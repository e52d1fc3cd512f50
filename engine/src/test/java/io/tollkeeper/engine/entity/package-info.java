@NullMarked
package io.tollkeeper.engine.entity;

import org.jspecify.annotations.NullMarked;
