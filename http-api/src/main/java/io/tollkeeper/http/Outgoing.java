package io.tollkeeper.http;

/** What the payment provider is asked for on behalf of callers. */
public record Outgoing(Storefront storefront, Reconciliation reconciliation) {

  /** Nothing, for a node that cannot ask. */
  public static final Outgoing NONE = new Outgoing(Storefront.CLOSED, Reconciliation.CLOSED);
}
