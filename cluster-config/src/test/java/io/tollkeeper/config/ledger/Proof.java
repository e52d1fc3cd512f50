package io.tollkeeper.config.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import io.tollkeeper.config.kit.ApiClient;
import io.tollkeeper.config.kit.Await;
import io.tollkeeper.config.ledger.Claim.State;

/**
 * What follows a fault: the ledgers are compared with what is known, everything unknown is sent again until it is definite, some of what
 * is known as well, and the ledgers are compared again.
 *
 * @param unknown operations that nobody knew about after the fault
 * @param applied how many of them the ledger had nevertheless
 * @param repeated operations that were known and were sent once more
 * @param entries entries that were compared
 */
public record Proof(int unknown, int applied, int repeated, int entries) {

  private static final Duration DEFINITE_WITHIN = Duration.ofSeconds(30);
  private static final Duration PROMISED_WITHIN = Duration.ofSeconds(30);
  private static final int REPEATS = 50;

  /** Compares. Throws {@link AssertionError} with everything that is wrong. */
  public static Proof of(ApiClient client, Recorder recorder, long seed) {
    var before = recorder.claims();
    awaitPromised(client, before);
    var ledgers = read(client, before);
    compare(ledgers, before);
    var unknown = before.stream().filter(claim -> claim.state() == State.UNKNOWN).toList();
    var applied = (int) unknown.stream().filter(claim -> ledger(ledgers, claim).has(claim.operation())).count();
    unknown.forEach(claim -> makeDefinite(client, recorder, claim.operation()));
    var repeated = repeat(client, recorder, before, new Random(seed));
    var after = recorder.claims();
    awaitPromised(client, after);
    var settled = read(client, after);
    compare(settled, after);
    return new Proof(unknown.size(), applied, repeated,
        settled.values().stream().mapToInt(ledger -> ledger.entries().size()).sum());
  }

  /** What was promised may take a moment to arrive. */
  private static void awaitPromised(ApiClient client, Collection<Claim> claims) {
    var promised = new ArrayList<>(
        claims.stream().filter(claim -> claim.state() == State.ACKNOWLEDGED && !claim.operation().answered()).toList());
    Await.until(() -> "promised entries arrive, such as " + promised.getFirst(), PROMISED_WITHIN, () -> {
      var ledgers = read(client, promised);
      promised.removeIf(claim -> ledger(ledgers, claim).has(claim.operation()));
      return promised.isEmpty();
    });
  }

  private static Map<String, Ledger> read(ApiClient client, Collection<Claim> claims) {
    var ledgers = new HashMap<String, Ledger>();
    for (var claim : claims)
      ledgers.computeIfAbsent(claim.operation().customer(), customer -> Ledger.read(client, customer));
    return ledgers;
  }

  private static Ledger ledger(Map<String, Ledger> ledgers, Claim claim) {
    var ledger = ledgers.get(claim.operation().customer());
    if (ledger == null) throw new IllegalStateException("no ledger was read for " + claim.operation().customer());
    return ledger;
  }

  private static void compare(Map<String, Ledger> ledgers, Collection<Claim> claims) {
    var problems = new ArrayList<String>();
    Recorder.byCustomer(claims)
        .forEach((_, own) -> problems.addAll(LedgerCheck.problems(ledger(ledgers, own.getFirst()), own)));
    if (!problems.isEmpty()) throw new AssertionError(problems.size() + " problems:\n" + String.join("\n", problems));
  }

  private static void makeDefinite(ApiClient client, Recorder recorder, Operation operation) {
    Await.until(operation.key() + " becomes definite", DEFINITE_WITHIN,
        () -> isDefinite(recorder.attempt(client, operation).result()));
  }

  private static boolean isDefinite(Attempt.Result result) {
    return switch (result) {
      case Attempt.Result.Ok _,Attempt.Result.Absurd _ -> true;
      case Attempt.Result.Refused refused -> !refused.isUnread();
      case Attempt.Result.Unknown _ -> false;
    };
  }

  private static int repeat(ApiClient client, Recorder recorder, Collection<Claim> claims, Random random) {
    var known = new ArrayList<>(
        claims.stream().filter(claim -> claim.state() == State.ACKNOWLEDGED && claim.operation().answered()).toList());
    Collections.shuffle(known, random);
    var chosen = known.subList(0, Math.min(REPEATS, known.size()));
    for (var claim : chosen) {
      var result = recorder.attempt(client, claim.operation()).result();
      if (!(result instanceof Attempt.Result.Ok(var answer)) || !answer.replayed())
        throw new AssertionError(claim.operation().key() + " was repeated and answered with " + result);
    }
    return chosen.size();
  }

  /** The sum of two. */
  public Proof plus(Proof other) {
    return new Proof(unknown + other.unknown, applied + other.applied, repeated + other.repeated,
        entries + other.entries);
  }

  /** None yet. */
  public static Proof none() {
    return new Proof(0, 0, 0, 0);
  }

  /** The customers of a load. */
  public static List<String> customers(String name, int count) {
    return IntStream.range(0, count).mapToObj(number -> name + '-' + number).toList();
  }
}
