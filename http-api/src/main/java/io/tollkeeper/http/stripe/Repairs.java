package io.tollkeeper.http.stripe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tollkeeper.engine.domain.Hash;
import io.tollkeeper.engine.entity.Inbox;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.State;

/**
 * How a difference is mended: what Stripe says is put into the inbox as a message, and goes the way of every message. Never a direct
 * write. Blocks.
 */
final class Repairs {

  /** With what the ids of our own messages begin, which tell how something was when it was asked for. */
  static final String PREFIX = "tk_rec_";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int HASH_DIGITS = 16;
  private static final int MAX_OBJECT_ID = 80;

  private final Inbox inbox;
  private final Function<Message, CompletionStage<State>> driver;
  private final Clock clock;
  private final String tenant;
  private final boolean dryRun;

  Repairs(Inbox inbox, Function<Message, CompletionStage<State>> driver, Clock clock, String tenant, boolean dryRun) {
    this.inbox = inbox;
    this.driver = driver;
    this.clock = clock;
    this.tenant = tenant;
    this.dryRun = dryRun;
  }

  /** Keeps an event that never came, and drives it; whether it is dealt with. */
  boolean event(StripeEvent event, JsonNode whole) {
    return keep(event.id(), event.type(), event.createdAt(), whole.toString());
  }

  /** Keeps how an object is now as if an event had told it, and drives that; whether it is dealt with. */
  boolean object(String type, JsonNode object) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var event = JsonNodeFactory.instance.objectNode().put("id", id(object, now)).put("object", "event")
        .put("created", now.getEpochSecond()).put("livemode", object.path("livemode").asBoolean()).put("type", type);
    event.putNull("api_version").putObject("data").set("object", object);
    return keep(event.path("id").asText(), type, now, event.toString());
  }

  /** The same content within an hour is the same message; later it may have to be said again, for it was otherwise meanwhile. */
  private static String id(JsonNode object, Instant now) {
    var id = object.path("id").asText();
    var name = id.length() <= MAX_OBJECT_ID ? id : Hash.of(id).toString();
    var hash = Hash.of(now.truncatedTo(ChronoUnit.HOURS) + object.toString()).toString().substring(0, HASH_DIGITS);
    return PREFIX + name + '_' + hash;
  }

  private boolean keep(String id, String type, Instant createdAt, String payload) {
    if (dryRun) return false;
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var kept = within(inbox.keep(new Message(tenant, id, type, createdAt, now, now, State.RECEIVED, "", "", payload)));
    return switch (within(driver.apply(kept))) {
      // What is parked is known as well as if it had come in time.
      case APPLIED, IGNORED, PARKED -> true;
      // It is kept, so it is tried again, or told of among the events that have failed.
      case RECEIVED, FAILED -> false;
    };
  }

  /** What a stage ends with. Throws {@link StripeFailure}, or {@link StoppedException} if a part of ours does not answer. */
  static <T> T within(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().copy().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StripeFailure failure) throw failure;
      throw new StoppedException(String.valueOf(e.getCause()));
    }
  }

  /** A part of ours does not answer. */
  static final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StoppedException(String message) {
      super(message, null, false, false);
    }
  }
}
