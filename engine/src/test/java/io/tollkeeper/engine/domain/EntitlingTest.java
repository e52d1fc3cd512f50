package io.tollkeeper.engine.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a right comes from, for everything that can give one and every exception that can be made. */
class EntitlingTest {

  private static final Map<String, Object> FEATURES = Map.of("chat", Map.of("kind", "metered", "cost",
      Map.of("credits", 1)), "tier", Map.of("kind", "config"));
  private static final Map<String, Object> RIGHTS =
      Map.of("chat", Map.of("limit", 5, "per", "day"), "tier", "silver");

  private final Decider decider = new Decider(new Limits(10, 10, 10, 3, 10, Duration.ofDays(7)));
  private Customer customer = Customer.unknown(new CustomerKey("t", "acme"),
      new RememberedIds.Window(100, Duration.ofDays(100)));
  private Catalogue catalogue = Catalogue.EMPTY;

  // Day 1: the customer. Day 2: its plan or pack, which ends on day 20. Day 3: the exception. Looked at on day 5.
  @ParameterizedTest(name = "{0}, {1}: {2} from {3}")
  @CsvSource(delimiter = '|', textBlock = """
      # sold   | exception  | may   | source       | from | until | limit       | tier
      open     | none       | true  | open         | -    | -     | -           | -
      open     | allow      | true  | override     | 3    | -     | -           | -
      open     | limited    | true  | override     | 3    | 10    | 0/9 day     | -
      open     | hourly     | true  | override     | 3    | -     | 0/2 hour    | -
      open     | valued     | true  | override     | 3    | -     | -           | gold
      open     | deny       | false | override     | 3    | -     | -           | -
      open     | expired    | true  | open         | -    | -     | -           | -
      nothing  | none       | false | none         | -    | -     | -           | -
      nothing  | allow      | true  | override     | 3    | -     | -           | -
      nothing  | limited    | true  | override     | 3    | 10    | 0/9 day     | -
      nothing  | hourly     | true  | override     | 3    | -     | 0/2 hour    | -
      nothing  | valued     | true  | override     | 3    | -     | -           | gold
      nothing  | deny       | false | override     | 3    | -     | -           | -
      nothing  | expired    | false | none         | -    | -     | -           | -
      default  | none       | true  | default:free | 1    | -     | 0/5 day     | silver
      default  | allow      | true  | override     | 3    | -     | 0/5 day     | silver
      default  | limited    | true  | override     | 3    | 10    | 0/9 day     | silver
      default  | hourly     | true  | override     | 3    | -     | 0/2 hour    | silver
      default  | valued     | true  | override     | 3    | -     | 0/5 day     | gold
      default  | deny       | false | override     | 3    | -     | -           | -
      default  | expired    | true  | default:free | 1    | -     | 0/5 day     | silver
      plan     | none       | true  | plan:pro     | 2    | -     | 0/5 day     | silver
      plan     | allow      | true  | override     | 3    | -     | 0/5 day     | silver
      plan     | limited    | true  | override     | 3    | 10    | 0/9 day     | silver
      plan     | hourly     | true  | override     | 3    | -     | 0/2 hour    | silver
      plan     | valued     | true  | override     | 3    | -     | 0/5 day     | gold
      plan     | deny       | false | override     | 3    | -     | -           | -
      plan     | expired    | true  | plan:pro     | 2    | -     | 0/5 day     | silver
      ending   | none       | true  | plan:pro     | 2    | 33    | 0/5 day     | silver
      ending   | allow      | true  | override     | 3    | -     | 0/5 day     | silver
      ending   | deny       | false | override     | 3    | -     | -           | -
      pack     | none       | true  | pack:top_up  | 2    | 20    | 0/5 day     | silver
      pack     | allow      | true  | override     | 3    | -     | 0/5 day     | silver
      pack     | limited    | true  | override     | 3    | 10    | 0/9 day     | silver
      pack     | hourly     | true  | override     | 3    | -     | 0/2 hour    | silver
      pack     | valued     | true  | override     | 3    | -     | 0/5 day     | gold
      pack     | deny       | false | override     | 3    | -     | -           | -
      pack     | expired    | true  | pack:top_up  | 2    | 20    | 0/5 day     | silver
      both     | none       | true  | plan:pro     | 2    | -     | 0/5 day     | silver
      both     | deny       | false | override     | 3    | -     | -           | -
      """)
  void the_first_that_says_something_decides(String sold, String exception, boolean may, String source, String from,
      String until, String limit, String tier) {
    begin(sold);
    except(exception);
    var chat = view("chat");
    var config = view("tier");
    assertEquals(may, chat.entitled());
    assertEquals(source, chat.source());
    assertEquals(day(from), chat.from());
    assertEquals(day(until), chat.until());
    assertEquals(limit, chat.limit().map(
        use -> use.used() + "/" + use.limit() + ' ' + use.window().map(PlanDocuments::wire).orElse("")).orElse("-"));
    assertEquals(tier, config.value().orElse("-"));
    assertEquals(may, config.entitled());
    var demand = new Demand("chat", 1, Optional.of(Credits.ZERO), Dimensions.NONE);
    var answer = assertInstanceOf(Lookup.Known.class, decider.authorize(customer, demand, Optional.empty(),
        OnInsufficient.REJECT, catalogue, past(), at(5))).answer();
    assertEquals(may, ((Answer) answer).allowed(), "what is shown is what is decided");
  }

  private void begin(String sold) {
    var document = new HashMap<String, Object>(Map.of("features", FEATURES));
    if (!sold.equals("open")) {
      document.put("plans",
          Map.of("free", Map.of("entitlements", sold.equals("default") ? RIGHTS : Map.of()), "pro",
              Map.of("entitlements", RIGHTS)));
      document.put("packs", Map.of("top_up", Map.of("credits", 100, "entitlements", RIGHTS)));
    }
    if (sold.equals("default")) document.put("default_plan", "free");
    catalogue = PlanDocuments.read(document).withVersion(1);
    decide(new Command.PutCustomer(Optional.empty(), Optional.empty(), Optional.empty()), 1);
    if (Set.of("plan", "ending", "both").contains(sold))
      decide(new Command.AssignPlan("pro", Command.When.NOW, Optional.empty()), 2);
    if (sold.equals("ending")) decide(new Command.CancelPlan(Command.When.PERIOD_END), 2);
    if (Set.of("pack", "both").contains(sold))
      decide(new Command.AddGrant("stripe:cs_1:top_up", new Credits(1), GrantKind.PAID, 10, Optional.empty(),
          Optional.of(new Command.Expiry.At(at(20))), Set.of(), "stripe", ""), 2);
  }

  private void except(String exception) {
    var daily = new Limit(9, Optional.of(Window.DAY), false);
    var hourly = new Limit(2, Optional.of(Window.HOUR), false);
    for (var feature : List.of("chat", "tier")) {
      var chat = feature.equals("chat");
      switch (exception) {
        case "none" -> {
        }
        case "allow" -> put(feature, EntitlementOverride.Effect.ALLOW, Optional.empty(), Optional.empty(), 0);
        case "limited" -> put(feature, EntitlementOverride.Effect.ALLOW, Optional.empty(),
            Optional.of(daily).filter(_ -> chat), 10);
        case "hourly" -> put(feature, EntitlementOverride.Effect.ALLOW, Optional.empty(),
            Optional.of(hourly).filter(_ -> chat), 0);
        case "valued" -> put(feature, EntitlementOverride.Effect.ALLOW, Optional.of("gold").filter(_ -> !chat),
            Optional.empty(), 0);
        case "deny" -> put(feature, EntitlementOverride.Effect.DENY, Optional.empty(), Optional.empty(), 0);
        case "expired" -> put(feature, EntitlementOverride.Effect.DENY, Optional.empty(), Optional.empty(), 5);
        default -> throw new IllegalArgumentException(exception);
      }
    }
  }

  private void put(String feature, EntitlementOverride.Effect effect, Optional<String> value, Optional<Limit> limit,
      int until) {
    decide(new Command.PutOverride(feature, effect, value, limit,
        until == 0 ? Optional.empty() : Optional.of(at(until)), "why", "who"), 3);
  }

  private EntitlementView view(String feature) {
    var answer = assertInstanceOf(Lookup.Known.class,
        decider.entitlement(customer, feature, catalogue, past(), at(5))).answer();
    return ((EntitlementAnswer) ((Optional<?>) answer).orElseThrow()).entitlement();
  }

  private void decide(Command command, int day) {
    var decided =
        assertInstanceOf(Decision.Decided.class, decider.decide(customer, command, catalogue, past(), at(day)));
    customer = decided.customer().endRow();
  }

  private static Past past() {
    return Past.of(_ -> Optional.empty());
  }

  private static Optional<Instant> day(String number) {
    return number.equals("-") ? Optional.empty() : Optional.of(at(Integer.parseInt(number)));
  }

  private static Instant at(int day) {
    return Instant.parse("2025-12-31T00:00:00Z").plus(Duration.ofDays(day));
  }
}
