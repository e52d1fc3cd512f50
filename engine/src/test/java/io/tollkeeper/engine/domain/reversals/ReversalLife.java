package io.tollkeeper.engine.domain.reversals;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import io.tollkeeper.engine.domain.Books;
import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Claim;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Decider;
import io.tollkeeper.engine.domain.Decision;
import io.tollkeeper.engine.domain.Entitlement;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Feature;
import io.tollkeeper.engine.domain.FeatureKind;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.IncludedCredits;
import io.tollkeeper.engine.domain.Limits;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Plan;
import io.tollkeeper.engine.domain.RememberedIds;

/** A customer who lives through a story, told in one of its orders. */
final class ReversalLife {

  private static final List<String> FEATURES = List.of("f0", "f1", "f2", "f3");
  private static final Duration LATE = Duration.ofDays(20);

  private final Books books =
      new Books(new CustomerKey("tenant", "acme"), new RememberedIds.Window(100_000, Duration.ofDays(100_000)));
  private final Decider decider = new Decider(new Limits(10_000, 100, 100, 8, 100, Duration.ofDays(7)));
  private final Catalogue catalogue;
  private final List<String> told = new ArrayList<>();
  private Customer customer = books.unknown();

  /**
   * What is the same in every order.
   *
   * @param settled what is settled without what is owed and what was given up
   * @param grants what of each grant is clawed back, owed, given up, trimmed or ended unused
   */
  record End(long settled, Map<String, Long> grants) {}

  ReversalLife(Plan.Shortfall shortfall) {
    catalogue = catalogue(shortfall);
    decide(new Command.PutCustomer(Optional.empty(), Optional.empty(), Optional.empty()), ReversalStory.START);
    decide(new Command.AddGrant("always", new Credits(100_000_000_000L), GrantKind.ADJUSTMENT, 100, Optional.empty(),
        Optional.empty(), Set.of(), "api", ""), ReversalStory.START);
  }

  End live(ReversalStory story, Random order) {
    var payments = new ArrayList<>(story.payments());
    shuffle(payments, order);
    var words = new ArrayList<>(story.words());
    shuffle(words, order);
    payments.forEach(payment -> decide(payment, ReversalStory.START));
    var now = ReversalStory.START;
    for (var act : story.acts()) {
      while (!words.isEmpty() && order.nextInt(3) == 0) {
        var last = words.removeLast();
        decide(last, now);
        if (order.nextInt(4) == 0) decide(last, now);
      }
      now = act.at();
      decide(act.command(), now);
    }
    now = now.plus(order.nextBoolean() ? Duration.ZERO : LATE);
    for (var word : words.reversed())
      decide(word, now);
    decide(new Command.WriteDue(), ReversalStory.RENEWAL.plus(LATE));
    books.finish(customer);
    return end();
  }

  /** In which order it was told. */
  List<String> told() {
    return told;
  }

  private static void shuffle(List<?> list, Random order) {
    Collections.shuffle(list, order);
  }

  private End end() {
    var grants = new TreeMap<String, Long>();
    var givenUp = 0L;
    for (var claim : customer.grants().claims().list()) {
      givenUp += claim.writtenOff().micros();
      if (claim.reversal().isPresent()) grants.put(claim.grant(), gone(claim));
    }
    return new End(customer.balance().settled().micros() - customer.balance().debt().micros() - givenUp, grants);
  }

  private static long gone(Claim claim) {
    return claim.clawed().micros() + claim.owed().micros() + claim.writtenOff().micros() + claim.trimmed().micros()
        + claim.expired().micros() + claim.voided().micros();
  }

  private void decide(Command command, Instant now) {
    told.add(now + " " + command);
    var decided = assertInstanceOf(Decision.Decided.class, decider.decide(customer, command, catalogue, books, now));
    assertFalse(decided.outcome() instanceof Outcome.Refused, () -> decided.outcome() + " in " + told);
    customer = decided.customer();
    if (decided.facts().isEmpty()) return;
    customer = customer.endRow();
    books.close(new Facts(decided.facts()), customer);
  }

  private static Catalogue catalogue(Plan.Shortfall shortfall) {
    var features = new TreeMap<String, Feature>();
    var entitlements = new TreeMap<String, Entitlement>();
    for (var feature : FEATURES) {
      features.put(feature, new Feature(feature, FeatureKind.METERED, List.of()));
      entitlements.put(feature, new Entitlement(Optional.empty(), List.of(), Optional.empty(), Map.of()));
    }
    var pro = plan(ReversalStory.PLAN, entitlements, shortfall, Optional.of(new IncludedCredits(new Credits(1), false,
        Optional.empty(), new Credits(30_000_000), Credits.ZERO, 1)));
    var free = plan("free", entitlements, shortfall, Optional.empty());
    return new Catalogue(1, features, Map.of(pro.key(), pro, free.key(), free), Map.of(), Optional.of(free));
  }

  private static Plan plan(String key, Map<String, Entitlement> entitlements, Plan.Shortfall shortfall,
      Optional<IncludedCredits> credits) {
    return new Plan(key, Set.of(), Plan.BillingPeriod.MONTH, entitlements, credits, Credits.ZERO, Duration.ofHours(24),
        Optional.empty(), new Plan.PastDue(7, true), shortfall, new Plan.Dispute(false, shortfall));
  }
}
