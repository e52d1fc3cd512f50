package io.tollkeeper.engine.domain;

/** Names one customer of one tenant. Nothing crosses tenants, so the tenant is part of every key. */
public record CustomerKey(String tenant, String customer) {

  /** Tenants never contain a slash, so the text is unambiguous. */
  @Override
  public String toString() {
    return tenant + '/' + customer;
  }

  /** The key that {@link #toString()} wrote. */
  public static CustomerKey parse(String text) {
    var slash = text.indexOf('/');
    return new CustomerKey(text.substring(0, slash), text.substring(slash + 1));
  }
}
