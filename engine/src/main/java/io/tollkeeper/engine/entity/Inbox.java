package io.tollkeeper.engine.entity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * What a payment provider told us, word for word, and how far each message got. Durable before the provider is told that we have it.
 * Stages fail if the store cannot be reached.
 */
public interface Inbox {

  /** Keeps a message that is not known yet. The message as it is kept: this one, or the one that arrived first under its id. */
  CompletionStage<Message> keep(Message message);

  /** Records how far a message got, and touches it. */
  CompletionStage<Void> mark(String tenant, String id, State state, String reason, String waitsFor);

  /** One message. */
  CompletionStage<Optional<Message>> find(String tenant, String id);

  /** Messages that are parked for one of these customers, payers, payments or subscriptions, oldest first, at most {@code limit}. */
  CompletionStage<List<Message>> waitingFor(String tenant, Set<String> awaited, int limit);

  /** Messages in one of these states that were last touched before {@code before}, oldest first, at most {@code limit}. */
  CompletionStage<List<Message>> in(List<State> states, Instant before, int limit);

  /** A tenant's messages, those that came last first, at most {@code limit}. */
  CompletionStage<List<Message>> list(String tenant, Filter filter, Optional<Place> after, int limit);

  /** How many messages each tenant has in which state, and since when. */
  CompletionStage<List<Count>> counts();

  /**
   * Which messages.
   *
   * @param state only those that got this far
   * @param type only those that say this
   */
  record Filter(Optional<State> state, Optional<String> type) {}

  /** A place in the list of a tenant's messages: right behind the message that came then under this id. */
  record Place(Instant receivedAt, String id) {}

  /**
   * How many messages of a tenant are in a state.
   *
   * @param oldest when the first of them came
   */
  record Count(String tenant, State state, long messages, Instant oldest) {}

  /** How far a message got. The stored form is the lower-case name. */
  enum State {
    /** Kept, not dealt with yet. */
    RECEIVED,
    /** Its effect is durable. */
    APPLIED,
    /** Waits for something that is not known yet. */
    PARKED,
    /** Not for us. */
    IGNORED,
    /** Cannot be applied as things are. */
    FAILED
  }

  /**
   * A message.
   *
   * @param tenant whose account it came for
   * @param id the provider's id of it, unique within the tenant
   * @param type the provider's word for what it says
   * @param createdAt when the provider made it
   * @param receivedAt when it came first
   * @param touchedAt when it was last marked
   * @param state how far it got
   * @param reason why it is where it is: a code, and after a colon what more there is to say; empty if nothing
   * @param waitsFor what it waits for: a customer, a payer, a payment or a subscription; empty if nothing
   * @param payload the text as it came
   */
  record Message(String tenant, String id, String type, Instant createdAt, Instant receivedAt, Instant touchedAt,
      State state, String reason, String waitsFor,
      String payload) {}
}
