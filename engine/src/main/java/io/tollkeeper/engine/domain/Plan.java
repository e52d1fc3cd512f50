package io.tollkeeper.engine.domain;

import java.util.Map;

/**
 * What is sold by subscription, or given to everyone.
 *
 * @param key its name in the catalogue
 * @param entitlements the features that it opens, by their keys
 * @param overdraft how much its customers may owe
 */
public record Plan(String key, Map<String, Entitlement> entitlements, Credits overdraft) {

  public Plan {
    entitlements = Map.copyOf(entitlements);
  }
}
