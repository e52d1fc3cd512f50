package io.tollkeeper.http.stripe;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.tollkeeper.engine.entity.Inbox;

/** An inbox in memory, which can be out of reach, and which tells what to do whenever a message has been marked. */
public final class MemoryInbox implements Inbox {

  private static final Comparator<Place> LAST_FIRST =
      Comparator.comparing(Place::receivedAt).thenComparing(Place::id).reversed();

  private final Clock clock;
  private final Map<String, Message> messages = new LinkedHashMap<>();
  private volatile boolean down;
  private volatile Runnable afterMark = () -> {};

  /** An empty one. */
  public MemoryInbox(Clock clock) {
    this.clock = clock;
  }

  /** From now on it is out of reach. */
  public void goDown() {
    down = true;
  }

  void comeBack() {
    down = false;
  }

  /** Runs once, after the next mark. */
  void afterNextMark(Runnable action) {
    afterMark = () -> {
      afterMark = () -> {};
      action.run();
    };
  }

  Message message(String tenant, String id) {
    return find(tenant, id).toCompletableFuture().join().orElseThrow();
  }

  synchronized int size() {
    return messages.size();
  }

  @Override
  public CompletionStage<Message> keep(Message message) {
    return reach(() -> {
      messages.putIfAbsent(message.tenant() + '/' + message.id(), message);
      return messages.get(message.tenant() + '/' + message.id());
    });
  }

  @Override
  public CompletionStage<Void> mark(String tenant, String id, State state, String reason, String waitsFor) {
    return this.<Void>reach(() -> {
      messages.computeIfPresent(tenant + '/' + id,
          (_, old) -> new Message(tenant, id, old.type(), old.createdAt(), old.receivedAt(), clock.instant(), state,
              reason, waitsFor, old.payload()));
      return null;
    }).whenComplete((_, _) -> afterMark.run());
  }

  @Override
  public CompletionStage<Optional<Message>> find(String tenant, String id) {
    return reach(() -> Optional.ofNullable(messages.get(tenant + '/' + id)));
  }

  @Override
  public CompletionStage<List<Message>> waitingFor(String tenant, Set<String> awaited, int limit) {
    return select(message -> message.tenant().equals(tenant) && message.state() == State.PARKED
        && awaited.contains(message.waitsFor()), limit);
  }

  @Override
  public CompletionStage<List<Message>> in(List<State> states, Instant before, int limit) {
    return select(message -> states.contains(message.state()) && message.touchedAt().isBefore(before), limit);
  }

  @Override
  public CompletionStage<List<Message>> list(String tenant, Filter filter, Optional<Place> after, int limit) {
    return reach(() -> messages.values().stream()
        .filter(message -> message.tenant().equals(tenant)
            && filter.state().map(state -> state == message.state()).orElse(true)
            && filter.type().map(type -> type.equals(message.type())).orElse(true)
            && after.map(place -> LAST_FIRST.compare(place(message), place) > 0).orElse(true))
        .sorted(Comparator.comparing(MemoryInbox::place, LAST_FIRST)).limit(limit).toList());
  }

  @Override
  public CompletionStage<List<Count>> counts() {
    return reach(() -> messages.values().stream()
        .map(message -> new Count(message.tenant(), message.state(), 1, message.receivedAt()))
        .collect(Collectors.toMap(count -> count.tenant() + count.state(), count -> count,
            (one, other) -> new Count(one.tenant(), one.state(), one.messages() + 1,
                one.oldest().isBefore(other.oldest()) ? one.oldest() : other.oldest())))
        .values().stream().toList());
  }

  private static Place place(Message message) {
    return new Place(message.receivedAt(), message.id());
  }

  private CompletionStage<List<Message>> select(Predicate<Message> wanted, int limit) {
    return reach(() -> messages.values().stream().filter(wanted).sorted(Comparator.comparing(Message::touchedAt))
        .limit(limit).toList());
  }

  private synchronized <T> CompletionStage<T> reach(Supplier<T> work) {
    return down
        ? CompletableFuture.failedStage(new IllegalStateException("the database is away"))
        : CompletableFuture.completedStage(work.get());
  }
}
