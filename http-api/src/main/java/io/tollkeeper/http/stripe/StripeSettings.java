package io.tollkeeper.http.stripe;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.tollkeeper.engine.domain.Ids;

/**
 * How this node and Stripe know each other. Throws {@link IllegalArgumentException} with one line that names the setting where
 * something is wrong; no message ever holds a secret.
 *
 * @param webhookSecrets per tenant the secrets that its events may be signed with, several while they are being rotated
 * @param livemode whether events about real money are taken; those of the other mode are refused
 * @param apiKey the key for calls to Stripe, for the account of the first tenant
 * @param apiBase where Stripe's API is; absent for Stripe itself
 * @param firstTenant whose webhook the path without a tenant is
 */
public record StripeSettings(Map<String, List<String>> webhookSecrets, boolean livemode, Optional<String> apiKey,
    Optional<String> apiBase,
    String firstTenant) {

  private static final int MIN_SECRET = 16;

  public StripeSettings {
    webhookSecrets = webhookSecrets.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    check(Ids.isTenant(firstTenant), "TOLLKEEPER_API_KEYS", "its first tenant is not 1 to 32 of a-z 0-9 -");
    for (var entry : webhookSecrets.entrySet()) {
      var setting = secretsSetting(entry.getKey(), firstTenant);
      check(!entry.getValue().isEmpty(), setting, "it is set but holds no secret");
      for (var secret : entry.getValue())
        check(!secret.isBlank() && secret.length() >= MIN_SECRET, setting,
            "a secret is blank or shorter than " + MIN_SECRET + " characters");
    }
    apiKey.ifPresent(key -> check(!key.isBlank() && key.length() >= MIN_SECRET, "STRIPE_API_KEY",
        "it is blank or shorter than " + MIN_SECRET + " characters"));
    apiBase.ifPresent(base -> check(isHttp(base), "STRIPE_API_BASE", "it is not an http or https address"));
  }

  /** The secrets of this tenant, at least one; empty if it does not take events from Stripe. */
  Optional<List<String>> secrets(String tenant) {
    return Optional.ofNullable(webhookSecrets.get(tenant));
  }

  /** The key for calls to this tenant's account at Stripe. */
  Optional<String> apiKey(String tenant) {
    return tenant.equals(firstTenant) ? apiKey : Optional.empty();
  }

  /** Which setting holds this tenant's webhook secrets. */
  static String secretsSetting(String tenant, String firstTenant) {
    return "STRIPE_WEBHOOK_SECRETS"
        + (tenant.equals(firstTenant) ? "" : "_" + tenant.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The settings without their secrets. */
  @Override
  public String toString() {
    return "StripeSettings[tenants=" + webhookSecrets.keySet() + ", livemode=" + livemode + ", apiKey="
        + (apiKey.isPresent() ? "set" : "none") + "]";
  }

  private static boolean isHttp(String text) {
    try {
      var uri = URI.create(text);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static void check(boolean right, String setting, String wrong) {
    if (!right) throw new IllegalArgumentException(setting + ": " + wrong);
  }
}
