package io.tollkeeper.http.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StripeSettingsTest {

  private static final String SECRET = "whsec_0123456789abcdef";

  @ParameterizedTest
  @ValueSource(strings = {"", "                    ", "whsec_too_short"})
  void a_blank_or_short_secret_is_refused_in_one_line_that_names_the_setting(String secret) {
    assertEquals("STRIPE_WEBHOOK_SECRETS: a secret is blank or shorter than 16 characters",
        refusal(Map.of("main", List.of(SECRET, secret))));
    assertEquals("STRIPE_WEBHOOK_SECRETS_SECOND_SHOP: a secret is blank or shorter than 16 characters",
        refusal(Map.of("second-shop", List.of(secret))));
  }

  @Test
  void a_setting_without_any_secret_is_refused() {
    assertEquals("STRIPE_WEBHOOK_SECRETS: it is set but holds no secret", refusal(Map.of("main", List.of())));
  }

  @Test
  void a_blank_api_key_is_refused() {
    assertEquals("STRIPE_API_KEY: it is blank or shorter than 16 characters",
        refusal(Optional.of(" "), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"api.stripe.com", "ftp://localhost", "http://", "http://a b"})
  void an_api_base_that_is_no_address_is_refused(String base) {
    assertEquals("STRIPE_API_BASE: it is not an http or https address", refusal(Optional.empty(), Optional.of(base)));
  }

  @Test
  void the_api_key_is_for_the_account_of_the_first_tenant_alone() {
    var settings = new StripeSettings(Map.of("main", List.of(SECRET)), false, Optional.of("sk_test_0123456789"),
        Optional.of("http://127.0.0.1:1"), "main");
    assertEquals(Optional.of("sk_test_0123456789"), settings.apiKey("main"));
    assertEquals(Optional.empty(), settings.apiKey("other"));
  }

  @Test
  void settings_can_be_logged_without_telling_a_secret() {
    var text = new StripeSettings(Map.of("main", List.of(SECRET)), false, Optional.of("sk_test_0123456789"),
        Optional.empty(), "main").toString();
    assertFalse(text.contains(SECRET) || text.contains("sk_test"), text);
  }

  private static String refusal(Map<String, List<String>> secrets) {
    return String.valueOf(assertThrows(IllegalArgumentException.class,
        () -> new StripeSettings(secrets, false, Optional.empty(), Optional.empty(), "main")).getMessage());
  }

  private static String refusal(Optional<String> key, Optional<String> base) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> new StripeSettings(Map.of(), false, key, base, "main"))
            .getMessage());
  }
}
