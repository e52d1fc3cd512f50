package io.tollkeeper.persistence.codec;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.tollkeeper.engine.domain.Access;
import io.tollkeeper.engine.domain.Afterwards;
import io.tollkeeper.engine.domain.Balance;
import io.tollkeeper.engine.domain.Claims;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Counter;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.Draw;
import io.tollkeeper.engine.domain.EndedGrant;
import io.tollkeeper.engine.domain.EntryType;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.GrantBalance;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Grants;
import io.tollkeeper.engine.domain.Hash;
import io.tollkeeper.engine.domain.IdSpace;
import io.tollkeeper.engine.domain.LedgerEntry;
import io.tollkeeper.engine.domain.LimitUse;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Price;
import io.tollkeeper.engine.domain.Profile;
import io.tollkeeper.engine.domain.Rate;
import io.tollkeeper.engine.domain.RememberedIds;
import io.tollkeeper.engine.domain.Reservations;
import io.tollkeeper.engine.domain.Runs;
import io.tollkeeper.engine.domain.Term;
import io.tollkeeper.engine.domain.TopUp;
import io.tollkeeper.engine.domain.Tree;
import io.tollkeeper.engine.domain.Usage;
import io.tollkeeper.engine.domain.Window;
import io.tollkeeper.engine.domain.payer.Order;
import io.tollkeeper.engine.domain.payer.PayerEvent;

/** What the golden files say: of each event one with everything that it can carry and one with as little as possible. Never changed. */
final class Samples {

  static final RememberedIds.Window WINDOW = new RememberedIds.Window(1000, Duration.ofHours(24));

  static final Instant AT = Instant.parse("2026-03-29T01:59:59.987654321Z");
  static final Balance BALANCE =
      new Balance(micros(7_000_001), micros(2_000_000), micros(1_000_000), micros(3));
  static final Metadata METADATA = Metadata.of("{\"job\":\"42\",\"ünïcödé\":[1,2]}");
  static final Metadata ERASED = new Metadata("", Hash.of("{\"name\":\"Jane\"}"));

  private static final Command.AddGrant FULL_GRANT_COMMAND =
      new Command.AddGrant("g_1", micros(9_223_372_036_854_775_807L), GrantKind.PROMOTIONAL, -5,
          Optional.of(AT.plusSeconds(60)), Optional.of(new Command.Expiry.After(Term.parse("P1M3DT12H").orElseThrow())),
          Set.of("chat", "images"), "stripe:in_1", "welcome");
  private static final Command.AddGrant BARE_GRANT_COMMAND =
      new Command.AddGrant("g_2", micros(1), GrantKind.PAID, 0, Optional.empty(), Optional.empty(),
          Set.of(), "", "");
  private static final Command.AddGrant DATED_GRANT_COMMAND =
      new Command.AddGrant("g_3", micros(5_000_000), GrantKind.ADJUSTMENT, 10, Optional.empty(),
          Optional.of(new Command.Expiry.At(Instant.parse("+999999-12-31T23:59:59.999999999Z"))), Set.of(), "api", "");
  static final Grant FULL_GRANT =
      new Grant("g_1", micros(9_223_372_036_854_775_807L), GrantKind.PROMOTIONAL, -5, AT.plusSeconds(60),
          Instant.parse("2026-05-02T14:00:59.987654321Z"), Set.of("chat", "images"), "stripe:in_1");
  static final Grant BARE_GRANT = new Grant("g_2", micros(1), GrantKind.PAID, 0, AT, Grant.NEVER, Set.of(), "");
  static final Grant DATED_GRANT = new Grant("g_3", micros(5_000_000), GrantKind.ADJUSTMENT, 10, AT,
      Instant.parse("+999999-12-31T23:59:59.999999999Z"),
      Set.of(), "api");

  static final Command.Consume FULL_CONSUME = new Command.Consume("u:1@x-y_z.9",
      new Demand("chat", 3, Optional.empty(), new Dimensions(Map.of("model", "gpt-4o", "region", "eu"),
          Map.of("input_tokens", new BigDecimal("1200"), "output_tokens", new BigDecimal("0.000000000001")))),
      Optional.of("run_1"), OnInsufficient.CAP, Optional.of(AT.minusSeconds(5)), METADATA);
  private static final Command.Consume BARE_CONSUME =
      new Command.Consume("u2", new Demand("images", 1, Optional.of(Credits.ZERO), Dimensions.NONE),
          Optional.empty(), OnInsufficient.REJECT, Optional.empty(), Metadata.NONE);
  private static final Command.Consume ERASED_CONSUME =
      new Command.Consume("u3", new Demand("images", 2, Optional.empty(), Dimensions.NONE),
          Optional.empty(), OnInsufficient.OVERDRAFT, Optional.empty(), ERASED);
  private static final Command.Consume OVERDRAWN_CONSUME =
      new Command.Consume("u4", new Demand("chat", 3, Optional.empty(), Dimensions.NONE), Optional.of("run_2"),
          OnInsufficient.OVERDRAFT, Optional.empty(), Metadata.NONE);
  static final LimitUse MONTHLY = new LimitUse(1_000, 997, Optional.of(Window.MONTH),
      Optional.of(Instant.parse("2026-04-01T00:00:00Z")));
  static final Price RULE = new Price(Price.Basis.RULE, 2, Optional.of(Rate.of("0.5")),
      Map.of("input_tokens", Rate.of("0.0025"), "output_tokens", Rate.of("0.000000000001")));

  private Samples() {}

  /** By the name of the field that holds the event. */
  static Map<String, Facts> events() {
    var events = new TreeMap<String, Facts>(WorkSamples.events());
    events.putAll(RunSamples.events());
    events.putAll(AccessSamples.events());
    events.putAll(PaymentSamples.events());
    events.putAll(Map.of(
        "customer_put_v1", row(
            standing(new Event.CustomerPut(new Profile("Jane Roe", METADATA, "cus_9"))),
            standing(new Event.CustomerPut(new Profile("", ERASED, ""))),
            standing(new Event.CustomerPut(Profile.EMPTY))),
        "grant_added_v1", row(
            standing(new Event.GrantAdded(FULL_GRANT_COMMAND, FULL_GRANT)),
            booked(new Event.GrantAdded(BARE_GRANT_COMMAND, BARE_GRANT), entry(EntryType.GRANT, 1, "g_2")),
            booked(new Event.GrantAdded(DATED_GRANT_COMMAND, DATED_GRANT), entry(EntryType.GRANT, 5_000_000, "g_3"))),
        "grant_started_v1", row(booked(new Event.GrantStarted("g_1"), entry(EntryType.GRANT, 5_000_000, "g_1"))),
        "grant_expired_v1", row(booked(new Event.GrantExpired("g_1"), entry(EntryType.EXPIRE, -5_000_000, "g_1"))),
        "grant_voided_v1", row(
            booked(new Event.GrantVoided("g_1", "given by mistake"), entry(EntryType.VOID, -5_000_000, "g_1")),
            standing(new Event.GrantVoided("g_2", ""))),
        "adjusted_up_v1",
        row(booked(new Event.AdjustedUp(new Command.Adjust("a_1", 5_000_000, "goodwill"), DATED_GRANT),
            entry(EntryType.ADJUST, 5_000_000, "g_3"))),
        "adjusted_down_v1",
        row(booked(new Event.AdjustedDown(new Command.Adjust("a_2", -5_000_000, "")),
            entry(EntryType.ADJUST, -5_000_000, "g_1"))),
        "consumed_v1", row(
            booked(
                new Event.Consumed(FULL_CONSUME, 7, RULE, micros(12_000_000), micros(0), micros(2_000_000), List.of(),
                    after(0)),
                new LedgerEntry(41, EntryType.CONSUME, -10_000_000,
                    List.of(new Draw("g_1", micros(4_000_000)), new Draw("g_2", micros(6_000_000))), BALANCE,
                    Hash.of("41")),
                new LedgerEntry(42, EntryType.UNCOLLECTED, 2_000_000, List.of(), BALANCE, Hash.of("42"))),
            booked(
                new Event.Consumed(BARE_CONSUME, 0, Price.NAMED, micros(0), micros(0), micros(0), List.of(), after(1)),
                new LedgerEntry(43, EntryType.CONSUME, 0, List.of(), Balance.ZERO, Hash.of("43"))),
            booked(
                new Event.Consumed(ERASED_CONSUME, 7, Price.FREE, micros(0), micros(0), micros(0), List.of(),
                    after(9_223_372_036_854_775_807L)),
                new LedgerEntry(44, EntryType.CONSUME, 0, List.of(), Balance.ZERO, Hash.of("44"))))));
    return events;
  }

  /** By names of their own: what older versions of the same events did not have. */
  static Map<String, Facts> additions() {
    return Map.of("consumed_v1_run", row(
        booked(new Event.Consumed(OVERDRAWN_CONSUME, 7, RULE, micros(12_000_000), micros(2_000_000), micros(0),
            List.of("run_2", "run_1"), new Afterwards(micros(0), true, Optional.of(MONTHLY))),
            new LedgerEntry(45, EntryType.CONSUME, -10_000_000, List.of(new Draw("g_1", micros(10_000_000))), BALANCE,
                Hash.of("45")),
            new LedgerEntry(46, EntryType.OVERDRAFT, 2_000_000, List.of(), BALANCE, Hash.of("46"))),
        booked(new Event.Consumed(BARE_CONSUME, 7, Price.NAMED, micros(0), micros(0), micros(0), List.of(),
            new Afterwards(micros(1), false,
                Optional.of(new LimitUse(0, 1, Optional.of(Window.LIFETIME), Optional.empty())))),
            new LedgerEntry(47, EntryType.CONSUME, 0, List.of(), Balance.ZERO, Hash.of("47")))));
  }

  /** By the name of the field that holds the event. */
  static Map<String, PayerEvent> payerEvents() {
    return Map.of(
        "order_taken_v1", new PayerEvent.OrderTaken(AT, "evt_1", new Order("c1", 3, FULL_GRANT_COMMAND)),
        "order_filled_v1", new PayerEvent.OrderFilled(AT, "stripe:cs_1:credits_10k"),
        "noticed_v1", PayerSamples.noticed(PayerSamples.PAYMENT),
        "nothing_due_v1", new PayerEvent.NothingDue(AT, "stripe:in_1:il_1", 3));
  }

  /** What was added to snapshots has a name of its own: those without it stay, and show that it may be absent. */
  static Map<String, Customer> snapshots() {
    return Map.of("customer_s1", customer(), "customer_s1_indexed", indexedCustomer(), "customer_s1_busy",
        busyCustomer(), "customer_s1_entitled", entitledCustomer(), "customer_s1_default", defaultCustomer(),
        "customer_s1_billed", billedCustomer(), "customer_s1_paying", PaymentSamples.customer());
  }

  static Customer customer() {
    var ids = RememberedIds.none(WINDOW)
        .plus(IdSpace.GRANT, "g_1", 1, AT)
        .plus(IdSpace.USAGE, "u1", 5, AT.plusSeconds(61))
        .plus(IdSpace.ADJUSTMENT, "a1", 5, AT.plusSeconds(61));
    var grants =
        Grants.of(List.of(new GrantBalance(BARE_GRANT, micros(1), Credits.ZERO),
            new GrantBalance(DATED_GRANT, micros(4_999_999), Credits.ZERO)),
            List.of(FULL_GRANT),
            List.of(new Grant("g_0", micros(10), GrantKind.PLAN, 10, AT, Grant.NEVER, Set.of(), "api"),
                new Grant("g_9", micros(10), GrantKind.ROLLOVER, 10, AT, AT.plusSeconds(1), Set.of("chat"), "api")),
            List.of(), Claims.NONE);
    return new Customer(new CustomerKey("acme", "c1"), true, new Profile("Jane Roe", METADATA, "cus_9"),
        AT.minusSeconds(1), AT, grants, Reservations.of(List.of()), Runs.of(List.of()), Usage.NONE, Access.NONE,
        TopUp.NONE,
        BALANCE, 44,
        Hash.of("44"), 5, ids);
  }

  /** The same, some of whose ids are in the index. */
  static Customer indexedCustomer() {
    return customer().indexedUpTo(4);
  }

  /** The same, with everything under way. */
  static Customer busyCustomer() {
    return busyCustomer(Access.NONE);
  }

  /** The same, with a plan, overrides and everything else that there is beside the catalogue. */
  static Customer entitledCustomer() {
    return busyCustomer(AccessSamples.FULL);
  }

  /** The same, with the default plan alone. */
  static Customer defaultCustomer() {
    return busyCustomer(AccessSamples.BARE);
  }

  /** The same, with counters of billing periods that are not counted from one day. */
  static Customer billedCustomer() {
    var customer = entitledCustomer();
    var usage = new Usage(
        Tree.<String, Counter>empty()
            .plus("chat", new Counter(AT, 1, 20, 300, 4_000, 50_000, 600_000, 7_000_000, 80_000_000, 900_000_000,
                9_223_372_036_854_775_807L, AT.minusSeconds(7)))
            .plus("images", new Counter(AT, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, AT)),
        customer.usage().levels());
    return new Customer(customer.key(), true, customer.profile(), customer.createdAt(), customer.lastAt(),
        customer.grants(), customer.reservations(), customer.runs(), usage, customer.access(), customer.topUp(),
        customer.balance(),
        customer.seq(), customer.chain(), customer.row(), customer.ids());
  }

  private static Customer busyCustomer(Access access) {
    var customer = customer();
    var live = List.of(new GrantBalance(BARE_GRANT, micros(1), micros(1)),
        new GrantBalance(DATED_GRANT, micros(4_999_999), micros(4_000_000)));
    var ended = List.of(new EndedGrant(FULL_GRANT, EntryType.VOID, micros(7)),
        new EndedGrant(new Grant("g_4", micros(9), GrantKind.PLAN, 10, AT, AT.plusSeconds(1), Set.of(), "api"),
            EntryType.EXPIRE, micros(9)));
    var grants = Grants.of(live, List.of(), customer.grants().drained(), ended, Claims.NONE);
    var usage = new Usage(
        Tree.<String, Counter>empty()
            .plus("chat", new Counter(AT, 1, 20, 300, 4_000, 50_000, 600_000, 7_000_000, 80_000_000,
                7_000_000, 9_223_372_036_854_775_807L, Instant.EPOCH))
            .plus("images", new Counter(AT.minusSeconds(1), 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, Instant.EPOCH)),
        Tree.<String, Long>empty().plus("seats", 0L).plus("storage", 12L));
    return new Customer(customer.key(), true, customer.profile(), customer.createdAt(), customer.lastAt(), grants,
        Reservations.of(List.of(WorkSamples.FULL, WorkSamples.BARE)),
        Runs.of(List.of(RunSamples.FULL, RunSamples.BARE)),
        usage, access, TopUp.NONE, customer.balance(), customer.seq(), customer.chain(), customer.row(),
        customer.ids());
  }

  private static Afterwards after(long available) {
    return new Afterwards(micros(available), false, Optional.empty());
  }

  static Facts row(Fact... facts) {
    return new Facts(List.of(facts));
  }

  static Fact standing(Event event) {
    return new Fact(AT, event, List.of(), 40, BALANCE, Hash.of("40"));
  }

  static Fact booked(Event event, LedgerEntry... entries) {
    var last = entries[entries.length - 1];
    return new Fact(AT, event, List.of(entries), last.seq(), last.balance(), last.hash());
  }

  static LedgerEntry entry(EntryType type, long micros, String grant) {
    return new LedgerEntry(41, type, micros, List.of(new Draw(grant, micros(Math.abs(micros)))), BALANCE,
        Hash.of("41"));
  }

  static Credits micros(long micros) {
    return new Credits(micros);
  }
}
