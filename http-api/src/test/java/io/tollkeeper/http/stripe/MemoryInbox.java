package io.tollkeeper.http.stripe;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.tollkeeper.engine.entity.Inbox;

/** An inbox in memory, which can be out of reach, and which tells what to do whenever a message has been marked. */
final class MemoryInbox implements Inbox {

  private final Clock clock;
  private final Map<String, Message> messages = new LinkedHashMap<>();
  private volatile boolean down;
  private volatile Runnable afterMark = () -> {};

  MemoryInbox(Clock clock) {
    this.clock = clock;
  }

  void goDown() {
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
  public CompletionStage<List<Message>> waitingFor(String tenant, String customer, int limit) {
    return select(message -> message.tenant().equals(tenant) && message.state() == State.PARKED
        && message.waitsFor().equals(customer), limit);
  }

  @Override
  public CompletionStage<List<Message>> in(List<State> states, Instant before, int limit) {
    return select(message -> states.contains(message.state()) && message.touchedAt().isBefore(before), limit);
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
