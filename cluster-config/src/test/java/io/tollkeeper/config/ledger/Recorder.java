package io.tollkeeper.config.ledger;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.tollkeeper.config.kit.ApiClient;
import io.tollkeeper.config.ledger.Attempt.Result;

/** Sends operations and writes down what became of each attempt. */
public final class Recorder {

  private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger unknown = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  /** Sends the operation once. */
  public Attempt attempt(ApiClient client, Operation operation) {
    var start = System.nanoTime();
    var result = send(client, operation);
    var attempt = new Attempt(operation, start, System.nanoTime(), result);
    attempts.add(attempt);
    switch (result) {
      case Result.Ok _ -> acknowledged.incrementAndGet();
      case Result.Unknown _ -> unknown.incrementAndGet();
      case Result.Refused _,Result.Absurd _ -> refused.incrementAndGet();
    }
    return attempt;
  }

  private static Result send(ApiClient client, Operation operation) {
    try {
      return Attempt.of(client.send(operation.call()));
    } catch (IOException e) {
      return new Result.Unknown(e.toString());
    }
  }

  /** How many attempts were told that they are done. */
  public int acknowledged() {
    return acknowledged.get();
  }

  /** How many attempts were told nothing, or that nobody knows. */
  public int unknown() {
    return unknown.get();
  }

  /** How many attempts were refused. */
  public int refused() {
    return refused.get();
  }

  /** All attempts so far. */
  public List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /** What is known of each operation. */
  public Collection<Claim> claims() {
    var claims = new LinkedHashMap<String, Claim>();
    for (var attempt : attempts)
      claims.merge(attempt.operation().customer() + ' ' + attempt.operation().key(), Claim.of(attempt), Claim::and);
    return claims.values();
  }

  /** The claims about each customer. */
  public static Map<String, List<Claim>> byCustomer(Collection<Claim> claims) {
    return claims.stream().collect(Collectors.groupingBy(claim -> claim.operation().customer()));
  }
}
