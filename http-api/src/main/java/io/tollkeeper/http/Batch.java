package io.tollkeeper.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.Request;

/**
 * Operations on their way to the engine, and what is told of each. Customers are independent of each other; the operations of one
 * customer are asked for in their order.
 */
final class Batch {

  // What is asked of a customer at once must fit beside what others ask of it, and into a message between nodes.
  static final int MAX_CHUNK = 200;
  static final int MAX_CHUNK_BYTES = 256 * 1024;

  // Customers that are not in memory are read first. If all were asked at once, the last would not be read before their time is up.
  static final int MAX_AT_ONCE = 64;

  private final Told[] told;
  private final Map<CustomerKey, List<Chunk>> chunks = new LinkedHashMap<>();

  /** An operation and its place among all of them. */
  private record Part(int place, Operation operation) {}

  /** What is asked of a customer at once. */
  private static final class Chunk {
    final List<Part> parts = new ArrayList<>();
    private int bytes;

    boolean take(Part part) {
      var more = part.operation().bytes();
      if (parts.size() >= MAX_CHUNK || (!parts.isEmpty() && bytes + more > MAX_CHUNK_BYTES)) return false;
      bytes += more;
      return parts.add(part);
    }

    Request.Several request() {
      return new Request.Several(parts.stream().map(part -> part.operation().request()).toList());
    }
  }

  Batch(int size) {
    // Whatever nobody gets to: the outcome is not known.
    this.told = new Told[size];
    Arrays.fill(told, Told.unavailable());
  }

  /** Puts an operation in this place. Those of one customer are added in their order. */
  void add(int place, Operation operation) {
    var own = chunks.computeIfAbsent(operation.customer(), _ -> new ArrayList<>());
    var part = new Part(place, operation);
    if (!own.isEmpty() && own.getLast().take(part)) return;
    var next = new Chunk();
    next.take(part);
    own.add(next);
  }

  /** Puts what is told already in this place. */
  void tell(int place, Told answer) {
    told[place] = answer;
  }

  /** Asks for all of them; what is told of each, in the order of their places. */
  CompletionStage<List<Told>> ask(Engine engine) {
    var waiting = new ConcurrentLinkedQueue<>(chunks.entrySet());
    var lanes = Stream.generate(() -> lane(engine, waiting).toCompletableFuture()).limit(MAX_AT_ONCE)
        .toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(lanes).thenApply(_ -> List.of(told));
  }

  /** Asks one customer after the other, until there are no more. */
  private CompletionStage<Void> lane(Engine engine, Queue<Map.Entry<CustomerKey, List<Chunk>>> waiting) {
    var next = waiting.poll();
    return next == null
        ? CompletableFuture.allOf()
        : ask(engine, next.getKey(), next.getValue()).thenCompose(_ -> lane(engine, waiting));
  }

  private CompletionStage<Void> ask(Engine engine, CustomerKey customer, List<Chunk> own) {
    var asked = ask(engine, customer, own.getFirst());
    for (var chunk : own.subList(1, own.size()))
      asked = asked.thenCompose(_ -> ask(engine, customer, chunk));
    return asked;
  }

  private CompletionStage<Void> ask(Engine engine, CustomerKey customer, Chunk chunk) {
    return engine.ask(customer, chunk.request()).thenAccept(reply -> {
      for (int i = 0; i < chunk.parts.size(); i++) {
        var number = i;
        var part = chunk.parts.get(i);
        told[part.place()] = Told.reply(reply, results -> part.operation().result(results.get(number)));
      }
    });
  }
}
