package io.tollkeeper.config.ledger;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import io.tollkeeper.config.kit.ApiClient;
import io.tollkeeper.config.ledger.Attempt.Result;

/** Clients that spend, buy and repeat themselves until they are told to stop. */
public final class Load implements AutoCloseable {

  private static final int TRIES = 3;
  private static final long BACK_OFF_NANOS = 30_000_000;
  private static final int REMEMBERED = 20;

  private final String name;
  private final List<ApiClient> nodes;
  private final List<String> customers;
  private final Recorder recorder;
  private final List<Thread> clients = new ArrayList<>();
  private volatile boolean stopped;

  private Load(String name, List<ApiClient> nodes, List<String> customers, Recorder recorder) {
    this.name = name;
    this.nodes = nodes;
    this.customers = customers;
    this.recorder = recorder;
  }

  /**
   * Starts clients. The same name, seed and customers give the same requests, though not in the same order.
   *
   * @param name is part of every id, so that no two loads share one
   * @param nodes asked in turn
   */
  public static Load start(String name, List<ApiClient> nodes, List<String> customers, int clients, long seed,
      Recorder recorder) {
    var load = new Load(name, List.copyOf(nodes), List.copyOf(customers), recorder);
    for (var client = 0; client < clients; client++) {
      var number = client;
      load.clients.add(
          Thread.ofVirtual().name("client-" + client).start(() -> load.run(number, new Random(seed * 1_000 + number))));
    }
    return load;
  }

  /** Creates customers and gives each its first credits. */
  public static void prepare(ApiClient client, List<String> customers, Recorder recorder) {
    for (var customer : customers) {
      // A customer that is there already, from an earlier load, answers 200.
      var status = client.askPatiently(Operations.customer(customer)).status();
      if (status != 200 && status != 201) throw new AssertionError(customer + " cannot be created: " + status);
      recorder.attempt(client, Operations.grant(customer, "first", BigDecimal.valueOf(300)));
    }
  }

  /** No more new requests; those under way are waited for. */
  @Override
  public void close() {
    stopped = true;
    for (var client : clients)
      try {
        client.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
  }

  private void run(int client, Random random) {
    var done = new ArrayDeque<Operation>();
    for (var number = 0; !stopped; number++) {
      // Everyone repeats themselves now and then, though they have an answer.
      var repeat = !done.isEmpty() && random.nextInt(8) == 0;
      var operation = repeat ? done.removeFirst() : next(name + '_' + client + '_' + number, random);
      if (send(operation, client + number)) done.addLast(operation);
      if (done.size() > REMEMBERED) done.removeFirst();
    }
  }

  /** Sends until the outcome is known, a few times at most. */
  private boolean send(Operation operation, int turn) {
    for (var tries = 0; tries < TRIES; tries++) {
      var result = recorder.attempt(nodes.get((turn + tries) % nodes.size()), operation).result();
      if (!(result instanceof Result.Unknown)) return result instanceof Result.Ok;
      if (stopped) return false;
      LockSupport.parkNanos(BACK_OFF_NANOS);
    }
    return false;
  }

  private Operation next(String id, Random random) {
    var customer = customers.get(random.nextInt(customers.size()));
    var dice = random.nextInt(100);
    if (dice < 50) return Operations.images(customer, id, 1 + random.nextInt(3));
    if (dice < 80) return Operations.work(customer, id, micros(1 + random.nextInt(20_000_000)));
    if (dice < 88) return Operations.grant(customer, id, micros(1 + random.nextInt(200_000_000)));
    if (dice < 91) return Operations.shortGrant(customer, id, BigDecimal.valueOf(5));
    if (dice < 96) return Operations.adjustment(customer, id, micros(random.nextBoolean() ? 7_500_000 : -2_000_001));
    return Operations.purchase(customer, "evt_" + id, "cs_" + id);
  }

  private static BigDecimal micros(long micros) {
    return BigDecimal.valueOf(micros, 6);
  }
}
