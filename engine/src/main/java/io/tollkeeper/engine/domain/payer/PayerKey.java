package io.tollkeeper.engine.domain.payer;

/**
 * Names one payer of one tenant.
 *
 * @param payer the provider's id of its customer, or of the single payment where it knows no customer
 */
public record PayerKey(String tenant, String payer) {

  /** Tenants never contain a slash, so the text is unambiguous. */
  @Override
  public String toString() {
    return tenant + '/' + payer;
  }

  /** The key that {@link #toString()} wrote. */
  public static PayerKey parse(String text) {
    var slash = text.indexOf('/');
    return new PayerKey(text.substring(0, slash), text.substring(slash + 1));
  }
}
