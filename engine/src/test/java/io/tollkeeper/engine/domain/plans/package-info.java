/** Plans over long times: random lives, held against a model that is written from the rules alone. */
@NullMarked
package io.tollkeeper.engine.domain.plans;

import org.jspecify.annotations.NullMarked;
