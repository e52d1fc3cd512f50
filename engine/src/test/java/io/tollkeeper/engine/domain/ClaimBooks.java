package io.tollkeeper.engine.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is frozen and what is wanted back, added up from the ledger alone. */
final class ClaimBooks {

  private final Map<String, Long> left = new HashMap<>();
  private final Map<String, Long> held = new HashMap<>();
  private final Set<String> disputed = new HashSet<>();

  /** Before the entries of this fact. */
  void audit(Event event) {
    if (!(event instanceof Event.Reversed reversed)) return;
    if (reversed.claim().isDisputed()) disputed.add(reversed.claim().grant());
    else disputed.remove(reversed.claim().grant());
  }

  /** After each entry: what is frozen then. */
  long frozenAfter(Event event, LedgerEntry entry) {
    if (entry.type().counts()) add(left, entry.draws(), Long.signum(entry.amountMicros()));
    switch (entry.type()) {
      case RESERVE -> add(held, entry.draws(), 1);
      case RELEASE -> add(held, entry.draws(), -1);
      case SETTLE -> {
        if (event instanceof Event.Settled settled) {
          add(held, settled.held(), -1);
          add(held, settled.released(), -1);
        }
      }
      case GRANT, CONSUME, EXPIRE, REFUND, VOID, ADJUST, CLAWBACK, FREEZE, UNFREEZE, ROLLOVER, OVERDRAFT, REPAY,
          UNCOLLECTED ->
        {
        }
    }
    return disputed.stream().mapToLong(grant -> left.getOrDefault(grant, 0L) - held.getOrDefault(grant, 0L)).sum();
  }

  void auditState(Customer live) {
    var known = new HashSet<String>();
    for (var claim : live.grants().claims().list()) {
      if (claim.isDisputed()) known.add(claim.grant());
      var isToStart = live.grants().scheduled().stream().anyMatch(grant -> grant.id().equals(claim.grant()));
      if (claim.pending().isZero() || isToStart) continue;
      var rest = held.getOrDefault(claim.grant(), 0L);
      assertEquals(rest, left.getOrDefault(claim.grant(), 0L), () -> "wanted back, and free: " + claim);
      assertTrue(claim.pending().micros() <= rest, () -> "wanted back, and nowhere: " + claim);
    }
    assertEquals(disputed, known, "what is disputed");
  }

  private static void add(Map<String, Long> sums, List<Draw> draws, int sign) {
    for (var draw : draws)
      sums.merge(draw.grant(), sign * draw.amount().micros(), Math::addExact);
  }
}
