package io.tollkeeper.persistence.store;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.tollkeeper.engine.entity.Inbox;

/** The inbox in memory, for tests. */
public final class MemoryInbox implements Inbox {

  private static final Comparator<Place> LAST_FIRST =
      Comparator.comparing(Place::receivedAt).thenComparing(Place::id).reversed();

  private final Map<Key, Message> messages = new ConcurrentHashMap<>();
  private final Clock clock;

  /** An empty one; the clock tells when a message is marked. */
  public MemoryInbox(Clock clock) {
    this.clock = clock;
  }

  private record Key(String tenant, String id) {}

  private record Pile(String tenant, State state) {}

  @Override
  public CompletionStage<Message> keep(Message message) {
    var kept = new Message(message.tenant(), message.id(), message.type(), Times.kept(message.createdAt()),
        Times.kept(message.receivedAt()),
        Times.kept(message.touchedAt()), message.state(), message.reason(), message.waitsFor(), message.payload());
    return CompletableFuture
        .completedStage(messages.computeIfAbsent(new Key(message.tenant(), message.id()), _ -> kept));
  }

  @Override
  public CompletionStage<Void> mark(String tenant, String id, State state, String reason, String waitsFor) {
    var touchedAt = Times.kept(clock.instant());
    var marked = messages.computeIfPresent(new Key(tenant, id),
        (_, message) -> new Message(tenant, id, message.type(), message.createdAt(),
            message.receivedAt(), touchedAt, state, reason, waitsFor, message.payload()));
    if (marked == null) return CompletableFuture.failedStage(new IllegalArgumentException("there is no message " + id));
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<Optional<Message>> find(String tenant, String id) {
    return CompletableFuture.completedStage(Optional.ofNullable(messages.get(new Key(tenant, id))));
  }

  @Override
  public CompletionStage<List<Message>> waitingFor(String tenant, Set<String> awaited, int limit) {
    return CompletableFuture.completedStage(messages.values().stream()
        .filter(message -> message.tenant().equals(tenant) && awaited.contains(message.waitsFor())
            && message.state() == State.PARKED)
        .sorted(Comparator.comparing(Message::createdAt).thenComparing(Message::id)).limit(limit).toList());
  }

  @Override
  public CompletionStage<List<Message>> in(List<State> states, Instant before, int limit) {
    return CompletableFuture.completedStage(messages.values().stream()
        .filter(message -> states.contains(message.state()) && message.touchedAt().isBefore(Times.kept(before)))
        .sorted(Comparator.comparing(Message::touchedAt).thenComparing(Message::id)).limit(limit).toList());
  }

  @Override
  public CompletionStage<List<Message>> list(String tenant, Filter filter, Optional<Place> after, int limit) {
    return CompletableFuture.completedStage(messages.values().stream()
        .filter(message -> message.tenant().equals(tenant)
            && filter.state().map(state -> state == message.state()).orElse(true)
            && filter.type().map(type -> type.equals(message.type())).orElse(true)
            && after.map(place -> LAST_FIRST.compare(place(message), place) > 0).orElse(true))
        .sorted(Comparator.comparing(MemoryInbox::place, LAST_FIRST)).limit(limit).map(MemoryInbox::withoutPayload)
        .toList());
  }

  @Override
  public CompletionStage<List<Count>> counts() {
    return CompletableFuture.completedStage(messages.values().stream()
        .collect(Collectors.groupingBy(message -> new Pile(message.tenant(), message.state()))).entrySet().stream()
        .map(pile -> new Count(pile.getKey().tenant(), pile.getKey().state(), pile.getValue().size(),
            pile.getValue().stream().map(Message::receivedAt).min(Comparator.naturalOrder()).orElseThrow()))
        .toList());
  }

  private static Place place(Message message) {
    return new Place(message.receivedAt(), message.id());
  }

  private static Message withoutPayload(Message message) {
    return new Message(message.tenant(), message.id(), message.type(), message.createdAt(), message.receivedAt(),
        message.touchedAt(), message.state(), message.reason(), message.waitsFor(), "");
  }
}
