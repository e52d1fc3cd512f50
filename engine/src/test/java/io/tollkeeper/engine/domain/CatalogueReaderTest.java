package io.tollkeeper.engine.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import io.tollkeeper.engine.domain.CatalogueReader.Reading;

class CatalogueReaderTest {

  private static final Map<String, Object> METERED = Map.of("kind", "metered");

  @Test
  void an_empty_document_is_an_empty_catalogue() {
    assertEquals(Catalogue.EMPTY, valid(Map.of()));
  }

  @Test
  void features_of_all_kinds_are_read() {
    var catalogue = valid(features(Map.of("a", Map.of("kind", "switch"), "b", Map.of("kind", "config"), "c", METERED,
        "d", Map.of("kind", "gauge"))));
    assertEquals(FeatureKind.SWITCH, catalogue.feature("a").orElseThrow().kind());
    assertEquals(FeatureKind.CONFIG, catalogue.feature("b").orElseThrow().kind());
    assertEquals(FeatureKind.METERED, catalogue.feature("c").orElseThrow().kind());
    assertEquals(FeatureKind.GAUGE, catalogue.feature("d").orElseThrow().kind());
    assertEquals(0, catalogue.version());
  }

  @Test
  void a_cost_can_be_one_rule() {
    var rules = cost(Map.of("credits", 10));
    assertEquals(List.of(new CostRule(Map.of(), java.util.Optional.of(Rate.of("10")), Map.of())), rules);
  }

  @Test
  void a_cost_can_be_a_number() {
    assertEquals(cost(Map.of("credits", 10)), cost(10));
    assertEquals(cost(Map.of("credits", new BigDecimal("0.5"))), cost("0.50"));
    assertEquals(cost(Map.of("credits", 0)), cost(0));
  }

  @Test
  void a_cost_can_be_a_list_of_rules_with_conditions() {
    var rules = cost(List.of(
        Map.of("when", Map.of("model", "gpt-4o", "tier", List.of("a", 2)), "per",
            Map.of("input_tokens", new BigDecimal("0.0025"), "output_tokens", "0.01")),
        Map.of("credits", 1)));
    assertEquals(Map.of("model", List.of("gpt-4o"), "tier", List.of("a", "2")), rules.getFirst().when());
    assertEquals(Map.of("input_tokens", Rate.of("0.0025"), "output_tokens", Rate.of("0.01")), rules.getFirst().per());
    assertEquals(Rate.of("1"), rules.getLast().credits().orElseThrow());
  }

  @Test
  void numbers_of_every_exact_type_are_rates() {
    for (var number : List.of(5, 5L, BigInteger.valueOf(5), new BigDecimal("5.0"), "5", "5.000"))
      assertEquals(Rate.of("5"), cost(Map.of("credits", number)).getFirst().credits().orElseThrow());
  }

  @Test
  void a_condition_compares_numbers_as_dimensions_are_written() {
    assertEquals(List.of("1000"),
        cost(Map.of("when", Map.of("size", new BigDecimal("1000.00")), "credits", 1)).getFirst().when().get("size"));
  }

  @Test
  void a_pack_is_read_with_its_defaults() {
    var catalogue = valid(Map.of("features", Map.of("image", METERED), "packs", Map.of(
        "small", Map.of("credits", 100),
        "large", Map.of("stripe_prices", List.of("price_1", "price_2"), "credits", "10000.5", "expires_after", "P90D",
            "priority", 3, "features", List.of("image")))));
    assertEquals(
        new Pack("small", Set.of(), Credits.of(BigDecimal.valueOf(100)), java.util.Optional.empty(), 10, Set.of(),
            Map.of()),
        catalogue.pack("small").orElseThrow());
    assertEquals(
        new Pack("large", Set.of("price_1", "price_2"), Credits.of(new BigDecimal("10000.5")), Term.parse("P90D"), 3,
            Set.of("image"), Map.of()),
        catalogue.packOfStripePrice("price_2").orElseThrow());
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        bad("an unknown part", Map.of("plan", Map.of()), "/plan"),
        bad("features that are no mapping", Map.of("features", List.of()), "/features"),
        bad("a feature that is no mapping", features(Map.of("a", "metered")), "/features/a"),
        bad("a feature without a value", features(Collections.singletonMap("a", null)), "/features/a"),
        bad("a key that is none", features(Map.of("Image", METERED)), "/features/Image"),
        bad("a key with a slash", features(Map.of("a/b~c", METERED)), "/features/a~1b~0c"),
        bad("no kind", features(Map.of("a", Map.of())), "/features/a/kind"),
        bad("an unknown kind", features(Map.of("b", Map.of("kind", "meter"))), "/features/b/kind"),
        bad("a kind that is a number", features(Map.of("b", Map.of("kind", 3))), "/features/b/kind"),
        bad("an unknown name in a feature", features(Map.of("a", Map.of("kind", "switch", "price", 1))),
            "/features/a/price"),
        bad("a cost of a gauge", features(Map.of("a", Map.of("kind", "gauge", "cost", Map.of("credits", 1)))),
            "/features/a/cost"),
        bad("a cost of a config", features(Map.of("a", Map.of("kind", "config", "cost", Map.of("credits", 1)))),
            "/features/a/cost"),
        bad("a cost that is a word", withCost("ten"), "/features/a/cost"),
        bad("a cost that is true", withCost(true), "/features/a/cost"),
        bad("a negative number for a cost", withCost(-1), "/features/a/cost"),
        bad("a number of a cost for a gauge", features(Map.of("a", Map.of("kind", "gauge", "cost", 0))),
            "/features/a/cost"),
        bad("a cost without rules", withCost(List.of()), "/features/a/cost"),
        bad("a rule that is a number", withCost(List.of(10)), "/features/a/cost/0"),
        bad("a rule that asks for nothing", withCost(Map.of("when", Map.of("model", "x"))), "/features/a/cost"),
        bad("an unknown name in a rule", withCost(List.of(Map.of("credit", 1, "credits", 1))),
            "/features/a/cost/0/credit"),
        bad("a negative rate", withCost(Map.of("credits", -1)), "/features/a/cost/credits"),
        bad("a rate with 13 decimals", withCost(Map.of("credits", new BigDecimal("0.0000000000001"))),
            "/features/a/cost/credits"),
        bad("a rate beyond all amounts", withCost(Map.of("credits", new BigDecimal("1e20"))),
            "/features/a/cost/credits"),
        bad("a rate that would fill the memory", withCost(Map.of("credits", new BigDecimal("1e999999999"))),
            "/features/a/cost/credits"),
        bad("a rate that is a floating-point number", withCost(Map.of("credits", 0.1)), "/features/a/cost/credits"),
        bad("a rate that is a word", withCost(Map.of("credits", "1e3")), "/features/a/cost/credits"),
        bad("a rate that is true", withCost(Map.of("credits", true)), "/features/a/cost/credits"),
        bad("no rates", withCost(Map.of("per", Map.of())), "/features/a/cost/per"),
        bad("a negative rate of a dimension", withCost(Map.of("per", Map.of("tokens", -1))),
            "/features/a/cost/per/tokens"),
        bad("a dimension that is no key", withCost(Map.of("per", Map.of("In Tokens", 1))),
            "/features/a/cost/per/In Tokens"),
        bad("a condition without dimensions", withCost(Map.of("when", Map.of(), "credits", 1)),
            "/features/a/cost/when"),
        bad("a condition without values", withCost(Map.of("when", Map.of("model", List.of()), "credits", 1)),
            "/features/a/cost/when/model"),
        bad("a condition on true", withCost(Map.of("when", Map.of("model", true), "credits", 1)),
            "/features/a/cost/when/model"),
        bad("a rule that is never reached", withCost(List.of(Map.of("credits", 1), Map.of("credits", 2))),
            "/features/a/cost/1"),
        bad("65 rules",
            withCost(IntStream.range(0, 65).mapToObj(i -> Map.of("when", Map.of("model", i), "credits", 1)).toList()),
            "/features/a/cost"),
        bad("1,001 features", features(keyed(1_001, METERED)), "/features"),
        bad("1,001 packs", Map.of("packs", keyed(1_001, Map.of("credits", 1))), "/packs"),
        bad("a pack without credits", pack(Map.of()), "/packs/p/credits"),
        bad("a pack of nothing", pack(Map.of("credits", 0)), "/packs/p/credits"),
        bad("a pack of too much", pack(Map.of("credits", "9223372036854.775808")), "/packs/p/credits"),
        bad("a pack with 7 decimals", pack(Map.of("credits", new BigDecimal("1.0000001"))), "/packs/p/credits"),
        bad("a pack for an unreadable time", pack(Map.of("credits", 1, "expires_after", "90 days")),
            "/packs/p/expires_after"),
        bad("a pack for no time", pack(Map.of("credits", 1, "expires_after", "PT0S")), "/packs/p/expires_after"),
        bad("a pack for too long", pack(Map.of("credits", 1, "expires_after", "P1001Y")), "/packs/p/expires_after"),
        bad("a pack for longer than can be counted", pack(Map.of("credits", 1, "expires_after", "P2147483647Y")),
            "/packs/p/expires_after"),
        bad("a priority below 0", pack(Map.of("credits", 1, "priority", -1)), "/packs/p/priority"),
        bad("half a priority", pack(Map.of("credits", 1, "priority", new BigDecimal("0.5"))), "/packs/p/priority"),
        bad("a pack for an unknown feature", pack(Map.of("credits", 1, "features", List.of("nothing"))),
            "/packs/p/features"),
        bad("features that are no list", pack(Map.of("credits", 1, "features", "a")), "/packs/p/features"),
        bad("a price that is a number", pack(Map.of("credits", 1, "stripe_prices", List.of(7))),
            "/packs/p/stripe_prices/0"),
        bad("a price that is there twice", pack(Map.of("credits", 1, "stripe_prices", List.of("price_1", "price_1"))),
            "/packs/p/stripe_prices"),
        bad("a text that is too long", pack(Map.of("credits", 1, "stripe_prices", List.of("x".repeat(256)))),
            "/packs/p/stripe_prices/0"),
        bad("an unknown name in a pack", pack(Map.of("credits", 1, "price", 1)), "/packs/p/price"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void a_problem_is_named_with_its_place(String name, Map<String, ?> document, String path) {
    var problems = problems(document);
    assertTrue(problems.stream().anyMatch(problem -> problem.path().equals(path)), () -> name + ": " + problems);
    assertTrue(problems.stream().noneMatch(problem -> problem.message().isEmpty() || problem.hint().isEmpty()),
        problems::toString);
  }

  @Test
  void every_problem_of_a_document_is_named_at_once() {
    var document = Map.of(
        "features", Map.of("a", Map.of("kind", "meter"), "b", Map.of("kind", "switch", "cost", Map.of("credits", -1))),
        "packs", Map.of("p", Map.of("credits", 0)), "x", 1);
    assertEquals(Set.of("/features/a/kind", "/features/b/cost/credits", "/packs/p/credits", "/x"),
        Set.copyOf(problems(document).stream().map(Problem::path).toList()));
  }

  @Test
  void a_stripe_price_sells_one_pack_only() {
    var packs = Map.of("p", Map.of("credits", 1, "stripe_prices", List.of("price_1")), "q",
        Map.of("credits", 1, "stripe_prices", List.of("price_1")));
    assertEquals(1, problems(Map.of("packs", packs)).size());
  }

  @Test
  void a_pack_pays_only_for_what_can_be_charged() {
    var document = Map.of("features", Map.of("seats", Map.of("kind", "gauge")), "packs",
        Map.of("p", Map.of("credits", 1, "features", List.of("seats"))));
    assertEquals("/packs/p/features", problems(document).getFirst().path());
  }

  @Test
  void a_document_of_mistakes_is_answered_within_bounds() {
    assertTrue(problems(keyed(5_000, "x")).size() <= 1_000);
  }

  private static Arguments bad(String name, Map<String, ?> document, String path) {
    return Arguments.of(name, document, path);
  }

  private static Map<String, Object> features(Map<String, ?> features) {
    return Map.of("features", features);
  }

  private static Map<String, Object> withCost(Object cost) {
    return features(Map.of("a", Map.of("kind", "metered", "cost", cost)));
  }

  private static Map<String, Object> pack(Map<String, ?> pack) {
    return Map.of("packs", Map.of("p", pack));
  }

  private static Map<String, Object> keyed(int count, Object value) {
    var map = new HashMap<String, Object>();
    for (int i = 0; i < count; i++)
      map.put("k" + i, value);
    return map;
  }

  private static List<CostRule> cost(Object cost) {
    return valid(withCost(cost)).feature("a").orElseThrow().cost();
  }

  private static Catalogue valid(Map<String, ?> document) {
    return assertInstanceOf(Reading.Valid.class, CatalogueReader.read(document)).catalogue();
  }

  private static List<Problem> problems(Map<String, ?> document) {
    return assertInstanceOf(Reading.Invalid.class, CatalogueReader.read(document)).problems();
  }
}
