package io.tollkeeper.http.problem;

import java.util.Locale;

/** What a problem is called on the wire, for programs: the lower-case name. Each code has one status. */
public enum Code {
  /** The request is not as documented. */
  INVALID_REQUEST(400, "The request is not valid"),
  /** An id or a key has characters or a length that none can have. */
  INVALID_ID(400, "The id is not valid"),
  /** An amount is no amount, or beyond what amounts can be. */
  INVALID_AMOUNT(400, "The amount is not valid"),
  /** The catalogue has no price for this work. */
  NO_PRICE(400, "The catalogue has no price for this"),
  /** Nothing shows that an event comes from Stripe, and from today. */
  INVALID_SIGNATURE(400, "The signature is not valid"),
  /** An event is about real money where none is expected, or the other way round. */
  WRONG_LIVEMODE(400, "The event is of the other mode"),
  /** There is no key, or it is not known. */
  UNAUTHORIZED(401, "A valid API key is required"),
  /** The customer cannot pay. */
  INSUFFICIENT_CREDITS(402, "Not enough credits"),
  /** The run, or one that it is part of, has too little budget left. */
  RUN_BUDGET_EXCEEDED(402, "Not enough budget for the run"),
  /** The key is not for this. */
  FORBIDDEN(403, "The API key does not allow this"),
  /** The customer is suspended. */
  CUSTOMER_SUSPENDED(403, "The customer is suspended"),
  /** The customer has no right to the feature. */
  NOT_ENTITLED(403, "Not entitled to the feature"),
  /** Nothing is found under this path. */
  NOT_FOUND(404, "Not found"),
  /** The tenant has no such customer. */
  CUSTOMER_NOT_FOUND(404, "No such customer"),
  /** The catalogue has no such feature. */
  FEATURE_NOT_FOUND(404, "No such feature"),
  /** The catalogue has no such plan. */
  PLAN_NOT_FOUND(404, "No such plan"),
  /** The catalogue has no such pack. */
  PACK_NOT_FOUND(404, "No such pack"),
  /** The customer has no such run. */
  RUN_NOT_FOUND(404, "No such run"),
  /** The customer has no such reservation, or it expired too long ago. */
  RESERVATION_NOT_FOUND(404, "No such reservation"),
  /** The customer has no such grant. */
  GRANT_NOT_FOUND(404, "No such grant"),
  /** Nothing was ever charged under this usage id. */
  USAGE_NOT_FOUND(404, "No such usage"),
  /** Stripe has sent no event of this id. */
  EVENT_NOT_FOUND(404, "No such event"),
  /** The path is known, but not with this method. */
  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  /** The request did not arrive in time. */
  REQUEST_TIMEOUT(408, "The request took too long to arrive"),
  /** The run has ended. */
  RUN_CLOSED(409, "The run has ended"),
  /** The reservation was settled before. */
  ALREADY_SETTLED(409, "The reservation was settled before"),
  /** The reservation was released before. */
  ALREADY_RELEASED(409, "The reservation was released before"),
  /** The reservation has expired. */
  RESERVATION_EXPIRED(409, "The reservation has expired"),
  /** More than what was charged and has not been given back. */
  REFUND_EXCEEDS_CHARGE(409, "The refund exceeds the charge"),
  /** The customer has as many grants as it may. */
  TOO_MANY_GRANTS(409, "Too many grants"),
  /** The customer has as many open reservations as it may. */
  TOO_MANY_RESERVATIONS(409, "Too many reservations"),
  /** The customer has as many open runs as it may. */
  TOO_MANY_RUNS(409, "Too many runs"),
  /** The run would be inside more runs than are allowed. */
  RUN_TOO_DEEP(409, "Too many runs inside one another"),
  /** The customer has as many overrides as it may. */
  TOO_MANY_OVERRIDES(409, "Too many overrides"),
  /** The customer's plan is decided at Stripe. */
  MANAGED_BY_STRIPE(409, "The plan is managed by Stripe"),
  /** Nothing says who the customer is at Stripe. */
  NO_STRIPE_CUSTOMER(409, "The customer is not known at Stripe"),
  /** Another reconciliation is under way. */
  RECONCILIATION_RUNNING(409, "A reconciliation is under way"),
  /** A publication would take access from customers, and nobody has said that this is meant. */
  CONFIRMATION_REQUIRED(409, "The publication has to be confirmed"),
  /** The body is larger than allowed. */
  TOO_LARGE(413, "The body is too large"),
  /** The request's target is longer than allowed. */
  URI_TOO_LONG(414, "The URI is too long"),
  /** The body is of a type that is not read here. */
  UNSUPPORTED_MEDIA_TYPE(415, "The body's type is not supported"),
  /** The id was used before, with other content. */
  ID_REUSED(422, "The id was used before, with other content"),
  /** Too much in a second or a minute. */
  RATE_LIMITED(429, "Too much at a time"),
  /** A limit is used up. */
  LIMIT_EXCEEDED(429, "The limit is used up"),
  /** Too much is waiting. Nothing was done. */
  OVERLOADED(429, "Too much is waiting"),
  /** The request's header is larger than allowed. */
  HEADERS_TOO_LARGE(431, "The header is too large"),
  /** A fault of ours. */
  INTERNAL_ERROR(500, "Something went wrong inside"),
  /** The method is not known at all. */
  NOT_IMPLEMENTED(501, "The method is not known"),
  /** Stripe does not accept what it was asked for. */
  STRIPE_REFUSED(502, "Stripe does not accept this"),
  /** Nobody knows, or it was not attempted. */
  UNAVAILABLE(503, "Unavailable for the moment"),
  /** The tenant takes no events from Stripe, or there is no key for calls to it. */
  STRIPE_NOT_CONFIGURED(503, "Stripe is not configured"),
  /** A version of HTTP that is not spoken. */
  HTTP_VERSION_NOT_SUPPORTED(505, "The HTTP version is not supported");

  private final int status;
  private final String title;
  private final String wire;

  Code(int status, String title) {
    this.status = status;
    this.title = title;
    this.wire = name().toLowerCase(Locale.ROOT);
  }

  /** The HTTP status that it is told with. */
  public int status() {
    return status;
  }

  /** The same few words each time, for people. */
  public String title() {
    return title;
  }

  /** The code itself, such as {@code insufficient_credits}. */
  public String wire() {
    return wire;
  }

  /** What RFC 9457 calls the type: where to read about it. */
  public String type() {
    return "/docs#" + wire;
  }

  /** Whether the same request may well succeed in a second. */
  public boolean isPassing() {
    return this == OVERLOADED || this == UNAVAILABLE;
  }
}
