package io.tollkeeper.engine.entity;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import com.typesafe.config.ConfigFactory;
import io.tollkeeper.engine.domain.Access;
import io.tollkeeper.engine.domain.Afterwards;
import io.tollkeeper.engine.domain.Answer;
import io.tollkeeper.engine.domain.Balance;
import io.tollkeeper.engine.domain.Charge;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Counted;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.CustomerView;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.Draw;
import io.tollkeeper.engine.domain.EntitlementAnswer;
import io.tollkeeper.engine.domain.EntitlementOverride;
import io.tollkeeper.engine.domain.EntitlementView;
import io.tollkeeper.engine.domain.EntryType;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Explanation;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.FeatureKind;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.GrantBalance;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Hash;
import io.tollkeeper.engine.domain.IdSpace;
import io.tollkeeper.engine.domain.LedgerEntry;
import io.tollkeeper.engine.domain.Limit;
import io.tollkeeper.engine.domain.LimitUse;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.Name;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.PaidSubscription;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.Price;
import io.tollkeeper.engine.domain.Profile;
import io.tollkeeper.engine.domain.Rate;
import io.tollkeeper.engine.domain.Refusal;
import io.tollkeeper.engine.domain.Reservation;
import io.tollkeeper.engine.domain.ReservationView;
import io.tollkeeper.engine.domain.Run;
import io.tollkeeper.engine.domain.RunView;
import io.tollkeeper.engine.domain.Subscription;
import io.tollkeeper.engine.domain.Term;
import io.tollkeeper.engine.domain.Terms;
import io.tollkeeper.engine.domain.TopUp;
import io.tollkeeper.engine.domain.Tree;
import io.tollkeeper.engine.domain.UsageView;
import io.tollkeeper.engine.domain.Window;
import io.tollkeeper.engine.entity.CustomerEntity.Ask;
import io.tollkeeper.engine.entity.CustomerEntity.Response;

/** Everything that goes from node to node arrives as it was sent. */
class WireTest {

  private static final ActorTestKit KIT = ActorTestKit.create(ConfigFactory.load());
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");
  private static final CustomerKey ACME = new CustomerKey("t", "acme");

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  static Stream<Request<?>> requests() {
    var dimensions = new Dimensions(Map.of("model", "gpt-4o"), Map.of("tokens", new BigDecimal("12.5")));
    var demand = new Demand("chat", 3, Optional.of(credits(7)), dimensions);
    var term = Term.parse("P1DT12H").orElseThrow();
    return Stream.of(
        new Request.Write(consume(demand)),
        new Request.Write(
            new Command.PutCustomer(Optional.of("Acme"), Optional.of(Metadata.of("{\"a\":1}")), Optional.empty())),
        new Request.Write(new Command.AddGrant("g", credits(5), GrantKind.PAID, 10, Optional.of(NOON),
            Optional.of(new Command.Expiry.After(term)), Set.of("chat"), "api", "why")),
        new Request.Write(new Command.AddGrant("g", credits(5), GrantKind.PAID, 10, Optional.empty(),
            Optional.of(new Command.Expiry.At(NOON)), Set.of(), "api", "")),
        new Request.Write(new Command.VoidGrant("g", "why")),
        new Request.Write(new Command.Adjust("a", -5, "why")),
        new Request.Write(new Command.WriteDue()),
        new Request.Authorize(demand, Optional.of("run"), OnInsufficient.CAP, 9),
        new Request.Show(),
        new Request.Write(new Command.Reserve("r", demand, Optional.of("run"), Duration.ofMinutes(15), true,
            Metadata.of("{\"a\":1}"))),
        new Request.Write(new Command.Settle("r", Optional.of("s"), false, Optional.of(credits(1)), Optional.of(2L),
            dimensions, OnInsufficient.OVERDRAFT)),
        new Request.Write(new Command.Release("r")),
        new Request.Write(new Command.Extend("e", "r", Optional.of(Duration.ofSeconds(9)), Optional.of(credits(1)))),
        new Request.Write(new Command.Refund("f", new Command.Target.Usage("u"), Optional.of(credits(1)), "why")),
        new Request.Write(new Command.Refund("f", new Command.Target.Reservation("r"), Optional.empty(), "")),
        new Request.Write(new Command.MoveGauge("u", "seats", new Command.Move.To(3))),
        new Request.Write(new Command.MoveGauge("u", "seats", new Command.Move.By(-3))),
        new Request.Write(
            new Command.OpenRun("run", credits(9), Optional.of("parent"), Duration.ofHours(1), Metadata.NONE)),
        new Request.Write(new Command.RaiseBudget("b", "run", credits(1))),
        new Request.Write(new Command.CloseRun("run")),
        new Request.Write(new Command.AssignPlan("pro", Command.When.PERIOD_END, Optional.of(NOON))),
        new Request.Write(new Command.AssignPlan("pro", Command.When.NOW, Optional.empty())),
        new Request.Write(new Command.CancelPlan(Command.When.PERIOD_END)),
        new Request.Write(new Command.PutOverride("chat", EntitlementOverride.Effect.ALLOW, Optional.of("gold"),
            Optional.of(new Limit(5, Optional.of(Window.DAY), true)), Optional.of(NOON), "why", "who")),
        new Request.Write(new Command.PutOverride("seats", EntitlementOverride.Effect.DENY, Optional.empty(),
            Optional.of(new Limit(5, Optional.empty(), false)), Optional.empty(), "", "")),
        new Request.Write(new Command.RemoveOverride("chat")),
        new Request.Write(new Command.Suspend("why")),
        new Request.Write(new Command.Resume("why")),
        new Request.Explain(demand, Optional.of("run"), OnInsufficient.OVERDRAFT),
        new Request.ShowEntitlement("chat"),
        new Request.Several(List.of(new Request.Write(consume(demand)),
            new Request.Authorize(demand, Optional.of("run"), OnInsufficient.CAP, 9))),
        new Request.FindUsage("u"),
        new Request.FindReservation("r"),
        new Request.FindRun("run"),
        new Request.Tail());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void a_request_arrives_as_it_was_sent(Request<?> request) {
    var probe = KIT.<Response>createTestProbe();
    KIT.serializationTestKit().verifySerialization(new Ask(request, NOON, probe.getRef()), true);
  }

  static Stream<Response> responses() {
    var limit = new LimitUse(5, 2, Optional.of(Window.BILLING_PERIOD), Optional.of(NOON));
    var balance = new Balance(credits(90), Credits.ZERO, Credits.ZERO, Credits.ZERO);
    var draw = new Draw("g", credits(10));
    var command = consume(new Demand("chat", 1, Optional.empty(), Dimensions.NONE));
    var price =
        new Price(Price.Basis.RULE, 1, Optional.of(Rate.of("0.5")), Map.of("tokens", Rate.of("0.000000000001")));
    var entry = new LedgerEntry(2, EntryType.CONSUME, -10, List.of(draw), balance, Hash.of("x"));
    var fact =
        new Fact(NOON, new Event.Consumed(command, 3, price, credits(10), credits(1), Credits.ZERO, List.of("run"),
            new Afterwards(credits(90), true, Optional.of(limit))), List.of(entry), 2, balance, Hash.of("x"));
    var grant = new Grant("g", credits(100), GrantKind.PAID, 10, NOON, Grant.NEVER, Set.of("chat"), "api");
    var reservation = new Reservation("r", command.demand(), List.of("run"), 3, Optional.of(new Terms("free", 2)),
        new Counted(2, NOON),
        Optional.of(1L), List.of(draw), credits(1), credits(2), new Charge(List.of(draw), credits(1)), credits(3), NOON,
        Reservation.Status.EXPIRED);
    var run = new Run("run", Optional.of("parent"), credits(9), credits(1), credits(2), NOON, Metadata.of("{\"a\":1}"),
        Run.Status.OPEN);
    var answer = new Answer(Optional.of(Refusal.RUN_BUDGET_EXCEEDED), Optional.of("run"), ACME, Optional.of("chat"),
        Optional.of(new Name(IdSpace.USAGE, "u")), Optional.of(credits(10)), Credits.ZERO, Credits.ZERO, List.of(draw),
        balance,
        new Afterwards(credits(90), true, Optional.of(limit)), Optional.of(reservation), Optional.of(credits(4)),
        Optional.of(7L), 3, 2,
        NOON);
    var view = new CustomerView(ACME, new Profile("Acme", Metadata.NONE, "cus_1"), NOON, balance,
        Optional.of(credits(1)),
        List.of(new GrantBalance(grant, credits(90), credits(5))), List.of(grant), List.of(reservation), List.of(run),
        Map.of("seats", 4L), access(), TOP_UP, Optional.of("unpaid"),
        List.of(new EntitlementView("tier", FeatureKind.CONFIG, true, Optional.of("gold"),
            "plan:pro", Optional.of(NOON), Optional.of(NOON.plusSeconds(1)), Optional.of(limit))),
        2, NOON);
    return Stream.of(
        new Response.Written(new Outcome.Accepted(answer, true)),
        new Response.Written(new Outcome.Booked(ACME, fact, false)),
        new Response.Written(new Outcome.Standing(view, true)),
        new Response.Written(new Outcome.Refused(Refusal.ALREADY_SETTLED, "why", 2, Optional.empty(),
            Optional.of(answer), Optional.of(credits(1)))),
        new Response.Authorized(answer),
        new Response.Explained(new Explanation(answer,
            List.of(new Explanation.Finding(Refusal.Rule.FEATURE, Optional.empty(), "a switch"),
                new Explanation.Finding(Refusal.Rule.BUDGET, Optional.of(Refusal.RUN_BUDGET_EXCEEDED), "why")))),
        new Response.EntitlementShown(Optional.of(
            new EntitlementAnswer(new EntitlementView("chat", FeatureKind.METERED, false, Optional.empty(), "none",
                Optional.empty(), Optional.empty(), Optional.empty()), 3, NOON))),
        new Response.EntitlementShown(Optional.empty()),
        new Response.Shown(Optional.of(view)),
        new Response.Shown(Optional.empty()),
        new Response.Written(new Outcome.RunStands(ACME, run, 3, true)),
        new Response.FoundUsage(Optional.of(new UsageView(answer, credits(1)))),
        new Response.FoundReservation(Optional.of(new ReservationView(reservation, 3))),
        new Response.FoundRun(Optional.of(new RunView(run, 3))),
        new Response.Each(List.of(new Request.Result.Written(new Outcome.Accepted(answer, false)),
            new Request.Result.Authorized(answer), new Request.Result.Unavailable("why"))),
        new Response.Ended(Optional.of(new LedgerTail(1, 2, List.of(new JournalRow(1, new Facts(List.of(fact))))))),
        new Response.Overloaded(),
        new Response.Unavailable("why"));
  }

  @ParameterizedTest
  @MethodSource("responses")
  void a_response_arrives_as_it_was_sent(Response response) {
    KIT.serializationTestKit().verifySerialization(response, true);
  }

  private static Access access() {
    var period = new Period(NOON, NOON.plusSeconds(9));
    var override = new EntitlementOverride("chat", EntitlementOverride.Effect.ALLOW, Optional.of("gold"),
        Optional.of(new Limit(5, Optional.of(Window.DAY), false)), NOON, Optional.of(NOON), "why", "who");
    return new Access(
        Optional.of(new Subscription("api", "pro", 3, NOON, true, period, new Period(NOON, NOON.plusSeconds(3)),
            Optional.of(new Subscription.Ahead.Change("max")))),
        Optional.of(NOON), Tree.<String, PaidSubscription>empty().plus("sub_1", subscription(period)),
        Optional.of(new Access.Included("free", period)),
        Tree.<String, EntitlementOverride>empty().plus("chat", override), Optional.of("unpaid"));
  }

  private static final TopUp TOP_UP = new TopUp(Optional.of(new TopUp.Settings(credits(1), "pack", 2)), 3,
      Optional.of(new TopUp.Open("topup-3", "pack")), 1, NOON, 2, NOON.plusSeconds(6));

  private static PaidSubscription subscription(Period period) {
    return new PaidSubscription("sub_1", 3,
        List.of(new PaidSubscription.Held("pro", 3, 2, NOON, Optional.of(NOON.plusSeconds(4)))), period, NOON,
        new Command.PutSubscription.Status.PastDue(NOON, Optional.of(NOON.plusSeconds(5))));
  }

  private static Command.Consume consume(Demand demand) {
    return new Command.Consume("u", demand, Optional.of("run"), OnInsufficient.CAP, Optional.of(NOON),
        Metadata.of("{\"a\":1}"));
  }

  private static Credits credits(long credits) {
    return new Credits(credits * 1_000_000);
  }
}
