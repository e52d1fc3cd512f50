package io.tollkeeper.engine.domain.payer;

import io.tollkeeper.engine.domain.Catalogue;

/**
 * What orders are derived from.
 *
 * @param id the provider's id of the payer
 */
record Situation(String id, Payer payer, Catalogue catalogue) {

  Knowledge known() {
    return payer.knowledge();
  }
}
