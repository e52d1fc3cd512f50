package io.tollkeeper.engine.domain.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Event;

/**
 * Callers that reserve, work and settle on a node that crashes between any two steps, and that ask again until they know. What the node
 * was writing when it crashed is there afterwards or is not; nobody was told. {@code -Dseed=} repeats one.
 */
class CrashTest {

  private static final Map<String, Integer> HAPPENED = new ConcurrentHashMap<>();

  static LongStream seeds() {
    var pinned = Long.getLong("seed");
    return pinned != null ? LongStream.of(pinned) : LongStream.rangeClosed(1, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void work_is_charged_once_or_not_at_all_and_nothing_stays_held(long seed) {
    var dice = new Dice(seed);
    var node = new CrashingNode(dice);
    var callers = new ArrayList<Caller>();
    for (int i = 0; i < 12; i++)
      callers.add(new Caller("r" + i, dice));
    while (callers.stream().anyMatch(Caller::isBusy)) {
      node.tick();
      // Whoever asks while the node writes waits for the next row; the order is anyone's.
      callers.stream().filter(Caller::isBusy).filter(_ -> dice.oneIn(2)).forEach(caller -> node.ask(caller));
      node.write();
    }
    node.rest(Duration.ofDays(2));
    audit(node, callers);
    node.happened().forEach((what, times) -> HAPPENED.merge(what, times, Integer::sum));
  }

  private static void audit(CrashingNode node, List<Caller> callers) {
    var customer = node.customer();
    assertEquals(0, customer.reservations().size(), "open reservations");
    assertEquals(Credits.ZERO, customer.balance().reserved(), "reserved");
    var charges = new HashMap<String, Map<String, Credits>>();
    var charged = 0L;
    for (var fact : node.facts())
      if (fact.event() instanceof Event.Settled settled) {
        var before = charges.computeIfAbsent(settled.command().reservation(), _ -> new TreeMap<>())
            .put(settled.command().settle().orElse("last"), settled.charged().plus(settled.uncollected()));
        assertEquals(null, before, () -> "charged twice: " + settled.command());
        charged += settled.charged().micros();
      }
    for (var caller : callers)
      caller.audit(charges.getOrDefault(caller.reservation(), Map.of()));
    assertEquals(CrashingNode.GRANTED - charged, customer.balance().settled().micros(), "what is left");
  }

  /** A run without faults proves nothing. */
  @AfterAll
  static void everything_happened() {
    if (seeds().count() < 50) return;
    var missing = Stream.of("crash, nothing kept", "crash, all kept", "no crash", "late settle", "replayed", "refused",
        "expired").filter(what -> HAPPENED.getOrDefault(what, 0) == 0).toList();
    assertEquals(List.of(), missing);
  }

  /** Somebody who reserves, settles in parts and for good, or releases, or dies on the way; and forgets, and asks again. */
  static final class Caller {

    private final String reservation;
    private final Dice dice;
    private final List<Command> steps = new ArrayList<>();
    private final Set<Command> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<String, Credits> amounts = new TreeMap<>();
    private final Map<String, Credits> known = new TreeMap<>();
    private final Set<String> denied = new TreeSet<>();
    private int step;
    private boolean refused;

    Caller(String reservation, Dice dice) {
      this.reservation = reservation;
      this.dice = dice;
      steps.add(CrashingNode.reserve(reservation, dice));
      for (int i = 0; dice.oneIn(3); i++)
        settle("s" + i, false);
      if (dice.oneIn(4)) steps.add(new Command.Release(reservation));
      else if (!dice.oneIn(5)) settle("last", true);
    }

    private void settle(String id, boolean last) {
      var amount = new Credits(dice.between(0, 12) * 1_000_000);
      amounts.put(id, amount);
      steps.add(CrashingNode.settle(reservation, id, last, amount));
    }

    String reservation() {
      return reservation;
    }

    boolean isBusy() {
      return !refused && step < steps.size();
    }

    Command next() {
      return steps.get(step);
    }

    /** The answer to what was asked last, or to something asked earlier that came late. */
    void told(Command command, boolean accepted) {
      if (!accepted) {
        assertTrue(!acknowledged.contains(command), () -> "accepted, then refused: " + command);
        refused = true;
        if (command instanceof Command.Settle settle) denied.add(settle.settle().orElse("last"));
        return;
      }
      acknowledged.add(command);
      if (command instanceof Command.Settle settle) {
        var id = settle.settle().orElse("last");
        known.put(id, amounts.getOrDefault(id, Credits.ZERO));
      }
      if (isBusy() && command.equals(next())) step++;
      // It forgets where it was and begins again: everything that it knows must still be so.
      if (isBusy() && dice.oneIn(8)) step = 0;
    }

    /** What was acknowledged is charged, what was refused is not, and nothing else that was not asked for. */
    void audit(Map<String, Credits> charges) {
      denied
          .forEach(id -> assertTrue(!charges.containsKey(id), () -> "refused, but charged: " + reservation + ' ' + id));
      known.forEach((id, amount) -> assertEquals(amount, charges.get(id), () -> reservation + ' ' + id));
      charges.forEach((id, amount) -> assertEquals(amounts.get(id), amount, () -> reservation + ' ' + id));
    }
  }
}
