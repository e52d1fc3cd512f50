package io.tollkeeper.config.stripe.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.tollkeeper.config.kit.Call;
import io.tollkeeper.config.kit.NodeProcess;
import io.tollkeeper.config.kit.NodeSetup;
import io.tollkeeper.config.stripe.Delivery;

/** Events on their way to a node as a process, several at a time, and what Stripe knows of their arrival. */
final class Post implements AutoCloseable {

  private static final int AT_ONCE = 32;

  private final ConcurrentLinkedQueue<String> waiting = new ConcurrentLinkedQueue<>();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final ExecutorService carriers = Executors.newVirtualThreadPerTaskExecutor();
  private final NodeProcess node;
  private final Delivery delivery;
  private final List<String> events;
  private volatile boolean ended;

  /** Sends them off, in this order. */
  Post(NodeProcess node, NodeSetup setup, List<String> events) {
    this.node = node;
    this.events = List.copyOf(events);
    delivery = new Delivery(setup.base().resolve("/v1/stripe/webhook"), NodeSetup.WEBHOOK_SECRET, Clock.systemUTC());
    waiting.addAll(events);
    for (int i = 0; i < AT_ONCE; i++)
      carriers.execute(this::carry);
  }

  /** The events that the node has answered for with 200. */
  Set<String> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  /** How many the node has said of that it cannot take them. */
  int refused() {
    return refused.size();
  }

  /** Whether nothing is on its way any more. */
  boolean isEmpty() {
    return acknowledged.size() == events.size();
  }

  /** Delivers once more what was not acknowledged, and some of the rest, as Stripe does. */
  void deliverAgain(int doubled, NodeProcess again) {
    events.stream().filter(event -> !acknowledged.contains(event))
        .forEach(event -> assertEquals(200, deliver(again, event)));
    acknowledged.stream().limit(doubled).forEach(event -> assertEquals(200, deliver(again, event)));
  }

  /** Delivers one so many times at once. Who is told that it was not kept sends it again. */
  void flood(String event, int times) {
    var statuses = IntStream.range(0, times).mapToObj(_ -> carriers.submit(() -> send(node, event))).toList();
    for (var status : statuses)
      try {
        assertTrue(Set.of(200, 503).contains(status.get()), status::toString);
      } catch (InterruptedException | ExecutionException e) {
        throw new AssertionError("an event was not answered", e);
      }
    assertEquals(200, deliver(node, event));
  }

  /** Carries nothing any more; what is under way is lost. */
  @Override
  public void close() {
    ended = true;
    carriers.close();
  }

  private void carry() {
    for (var event = waiting.poll(); event != null && !ended; event = waiting.poll())
      try {
        var status = send(node, event);
        if (status == 200) acknowledged.add(event);
        else {
          assertTrue(status >= 500, () -> status + " is no answer that Stripe repeats");
          refused.add(event);
          waiting.add(event);
        }
      } catch (IOException _) {
        // Nobody knows what became of it.
        if (ended) return;
        waiting.add(event);
      }
  }

  private int deliver(NodeProcess to, String event) {
    try {
      return send(to, event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int send(NodeProcess to, String event) throws IOException {
    return to.client().send(new Call("POST", "/v1/stripe/webhook", event,
        Map.of("Content-Type", "application/json", "Stripe-Signature", delivery.signature(event)))).status();
  }
}
