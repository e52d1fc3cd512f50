package io.tollkeeper.engine.domain.plans;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import io.tollkeeper.engine.domain.Books;
import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.CatalogueReader;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Decider;
import io.tollkeeper.engine.domain.Decision;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.EntryType;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Limits;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Past;
import io.tollkeeper.engine.domain.RememberedIds;
import io.tollkeeper.engine.domain.Subscription;

/** One customer whose plans change at random, kept in books and compared with a model after every step. */
final class PlanLife {

  private static final List<String> PLANS = List.of("pro", "keep", "year", "both", "bare");
  private static final List<String> BEGINNINGS = List.of("2024-01-31T10:00:00Z", "2024-02-29T00:00:00Z",
      "2023-12-30T23:59:59.999999999Z", "2025-03-15T12:34:56.789Z", "2026-10-31T00:00:00Z");

  private final Random dice;
  private final Books books =
      new Books(new CustomerKey("tenant", "acme"), new RememberedIds.Window(100_000, Duration.ofDays(100_000)));
  private final Decider decider = new Decider(new Limits(10_000, 100, 100, 8, 100, Duration.ofDays(7)));
  private final Map<Integer, Catalogue> published = new HashMap<>();
  private final Map<String, Long> rolloverMax = new HashMap<>();
  private final Map<String, Grant> grants = new HashMap<>();
  private final List<PlanModel.Given> given = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final PlanModel model;
  private Optional<Subscription> before = Optional.empty();
  private Catalogue catalogue = Catalogue.EMPTY;
  private Customer customer = books.unknown();
  private Instant now;
  private int id;
  private int compared;

  PlanLife(long seed) {
    dice = new Random(seed);
    now = Instant.parse(BEGINNINGS.get(dice.nextInt(BEGINNINGS.size())));
    var plans = publish();
    decide(new Command.PutCustomer(Optional.empty(), Optional.empty(), Optional.empty()));
    model = new PlanModel(plans, now);
    compare();
  }

  Set<String> seen() {
    return seen;
  }

  void step() {
    pass();
    model.advance(now);
    switch (dice.nextInt(12)) {
      case 0, 1, 2 -> assign();
      case 3 -> cancel();
      case 4 -> {
        // What fell due before is decided by the catalogue of before, if someone looks.
        decide(new Command.WriteDue());
        model.publish(publish());
      }
      case 5 -> reserve();
      case 6 -> decide(new Command.WriteDue());
      default -> consume();
    }
    compare();
  }

  void end() {
    books.finish(customer);
  }

  private void pass() {
    now = switch (dice.nextInt(8)) {
      case 0 -> now;
      case 1, 2 -> now.plus(Duration.ofHours(1 + dice.nextInt(48)));
      case 3, 4 -> now.plus(Duration.ofDays(1 + dice.nextInt(40)));
      case 5 -> now.plus(Duration.ofDays(dice.nextInt(600)));
      case 6 -> model.periodEnd().orElse(now);
      default -> model.periodEnd().filter(end -> end.isAfter(now)).map(end -> end.minusNanos(1)).orElse(now);
    };
  }

  private void assign() {
    var plan = PLANS.get(dice.nextInt(PLANS.size()));
    var atEnd = dice.nextInt(3) == 0;
    var trial = dice.nextInt(4) == 0
        ? Optional.of(now.plus(Duration.ofHours(1 + dice.nextInt(24 * 50))))
        : Optional.<Instant>empty();
    decide(new Command.AssignPlan(plan, atEnd ? Command.When.PERIOD_END : Command.When.NOW, trial));
    model.assign(plan, atEnd, trial, now);
    var facts = books.size();
    decide(new Command.AssignPlan(plan, atEnd ? Command.When.PERIOD_END : Command.When.NOW, trial));
    assertEquals(facts, books.size(), "the same again writes nothing");
  }

  private void cancel() {
    var atEnd = dice.nextBoolean();
    decide(new Command.CancelPlan(atEnd ? Command.When.PERIOD_END : Command.When.NOW));
    model.cancel(atEnd, now);
  }

  private void consume() {
    decide(new Command.Consume("u" + id++, demand(), Optional.empty(), OnInsufficient.CAP, Optional.empty(),
        Metadata.NONE));
  }

  private void reserve() {
    decide(new Command.Reserve("r" + id++, demand(), Optional.empty(), Duration.ofHours(1 + dice.nextInt(24)), true,
        Metadata.NONE));
  }

  private Demand demand() {
    return new Demand("image", 1 + dice.nextInt(60), Optional.empty(), Dimensions.NONE);
  }

  /** Publishes other amounts, and says what the plans include from now on. */
  private Map<String, PlanModel.Terms> publish() {
    var plans = new TreeMap<String, Map<String, Object>>();
    var terms = new HashMap<String, PlanModel.Terms>();
    for (var plan : List.of("pro", "keep", "year", "both", "bare", PlanModel.FREE)) {
      var amount = 10 + dice.nextInt(90);
      var trial = 1 + dice.nextInt(9);
      var max = dice.nextInt(40);
      var yearly = plan.equals("year") || plan.equals("both");
      var monthly = plan.equals("both");
      rolloverMax.put((catalogue.version() + 1) + plan, max * 1_000_000L);
      var document = new HashMap<String, Object>(
          Map.of("period", yearly ? "year" : "month", "entitlements", Map.of("image", true)));
      if (!plan.equals("bare")) {
        var credits = new HashMap<String, Object>(
            Map.of("amount", amount, "trial", trial, "per", monthly ? "month" : "billing_period"));
        if (plan.equals("keep")) credits.put("expires", "P45D");
        else credits.put("rollover", Map.of("max", max));
        document.put("credits", credits);
      }
      plans.put(plan, document);
      terms.put(plan, plan.equals("bare")
          ? new PlanModel.Terms(false, false, 0, 0)
          : new PlanModel.Terms(yearly, monthly, amount, trial));
    }
    var reading = CatalogueReader.read(Map.of("features", Map.of("image", Map.of("kind", "metered", "cost",
        Map.of("credits", 1))), "plans", plans, "default_plan", PlanModel.FREE));
    catalogue = assertInstanceOf(CatalogueReader.Reading.Valid.class, reading).catalogue()
        .withVersion(catalogue.version() + 1);
    published.put(catalogue.version(), catalogue);
    return terms;
  }

  private void decide(Command command) {
    var decided =
        assertInstanceOf(Decision.Decided.class, decider.decide(customer, command, catalogue, new Everything(), now));
    customer = decided.customer();
    if (decided.facts().isEmpty()) return;
    customer = customer.endRow();
    books.close(new Facts(decided.facts()), customer);
    for (int i = 0; i < decided.facts().size(); i++)
      audit(decided.facts().get(i), decided.facts().subList(i + 1, decided.facts().size()));
  }

  private void audit(Fact fact, List<Fact> after) {
    seen.add(fact.event().getClass().getSimpleName());
    fact.entries().forEach(entry -> seen.add(entry.type().name()));
    for (var grant : fact.event().grants()) {
      assertFalse(grants.containsKey(grant.id()), () -> "given twice: " + grant);
      grants.put(grant.id(), grant);
      if (grant.kind() == GrantKind.PLAN)
        given.add(new PlanModel.Given(grant.id(), grant.effectiveAt(), grant.credits().micros() / 1_000_000));
    }
    switch (fact.event()) {
      case Event.PeriodStarted(var next, var _, var rolledOver) -> {
        var last = before.orElseThrow();
        assertEquals(fact.at(), last.credited().end().isBefore(last.period().end())
            ? last.credited().end()
            : last.period().end(), "periods abut");
        rollover(fact, next.plan(),
            next.plan().equals(last.plan()) && !last.trial() ? next.version() + next.plan() : "", rolledOver,
            last.credited().end(), after);
      }
      case Event.PlanEnded(var ended) -> assertEquals(before, Optional.of(ended), "what ends is what was there");
      case Event.CreditsIncluded(var plan, var version, var _, var _, var rolledOver) ->
        rollover(fact, plan, version + plan, rolledOver, fact.at(), after);
      default -> {
        // Nothing else begins a period.
      }
    }
    before = switch (fact.event()) {
      case Event.PlanAssigned(var next, var _) -> Optional.of(next);
      case Event.PlanAhead(var next) -> Optional.of(next);
      case Event.PeriodStarted(var next, var _, var _) -> Optional.of(next);
      case Event.PlanEnded _ -> Optional.empty();
      default -> before;
    };
  }

  /** What goes on is what expires unused at that moment, at most the maximum. */
  private void rollover(Fact fact, String plan, String terms, Optional<Grant> rolledOver, Instant end,
      List<Fact> after) {
    var unused = 0L;
    for (var next : after)
      if (next.at().equals(end) && next.event() instanceof Event.GrantExpired(var expired)
          && known(expired).source().equals("plan:" + plan))
        unused += next.entries().stream().filter(entry -> entry.type() == EntryType.EXPIRE)
            .mapToLong(entry -> -entry.amountMicros()).sum();
    if (plan.equals("keep") || plan.equals("bare")) unused = 0;
    var most = rolloverMax.getOrDefault(terms, 0L);
    assertEquals(fact.at().equals(end) ? Math.min(unused, most) : 0L,
        rolledOver.map(Grant::credits).map(Credits::micros).orElse(0L), () -> "rolled over by " + fact);
  }

  private Grant known(String grant) {
    return Objects.requireNonNull(grants.get(grant));
  }

  private void compare() {
    var expected = model.given();
    for (int i = compared; i < Math.min(expected.size(), given.size()); i++)
      assertEquals(expected.get(i), given.get(i), "the credits that plans have brought");
    assertEquals(expected.size(), given.size(), () -> "the credits that plans have brought: "
        + expected.subList(compared, expected.size()) + " but " + given.subList(compared, given.size()));
    compared = given.size();
    if (books.size() > 0)
      assertEquals(model.plan(), customer.access().subscription().map(Subscription::plan), "the plan");
  }

  private final class Everything implements Past {

    @Override
    public Optional<Facts> row(long number) {
      return books.row(number);
    }

    @Override
    public Optional<List<Long>> forgotten(long hash) {
      return Optional.empty();
    }

    @Override
    public Optional<Catalogue> catalogue(int version) {
      return Optional.ofNullable(published.get(version));
    }
  }
}
