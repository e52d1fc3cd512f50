package io.tollkeeper.config.rush;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import io.tollkeeper.config.kit.Answer;
import io.tollkeeper.config.kit.ApiClient;
import io.tollkeeper.config.kit.Await;
import io.tollkeeper.config.kit.NodeProcess;
import io.tollkeeper.config.kit.NodeSetup;
import io.tollkeeper.config.ledger.Operation;
import io.tollkeeper.config.ledger.Operations;

/** Many clients want the same thing at the same moment. */
final class RaceIT {

  private static final BigDecimal GRANTED = BigDecimal.valueOf(500);
  private static final Duration HANDED_OVER_WITHIN = Duration.ofSeconds(20);

  @TempDir
  private static Path directory;

  private static NodeProcess node;
  private static ApiClient client;

  @BeforeAll
  static void start() {
    node = NodeProcess.ready(NodeSetup.in(directory));
    client = node.client();
    client.ask(Operations.catalogue()).expect(201);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void twenty_that_want_75_of_500_get_it_six_times() {
    customer("twenty");
    var answers =
        Crowd.of(20, number -> client.ask(Operations.work("twenty", "u" + number, BigDecimal.valueOf(75)).call()));
    assertEquals(6, answers.stream().filter(answer -> answer.status() == 200).count());
    assertEquals(14, answers.stream()
        .filter(answer -> answer.status() == 402 && answer.code().equals("insufficient_credits")).count());
    assertEquals("50", settled("twenty"));
    assertEquals(6, entries("twenty", "consume"));
  }

  @Test
  void one_usage_id_from_64_clients_is_one_charge_and_one_answer() {
    customer("same");
    var operation = Operations.work("same", "u", BigDecimal.valueOf(75));
    var answers = Crowd.of(64, _ -> client.ask(operation.call()));
    assertOneAnswer(answers);
    assertEquals("425", settled("same"));
    assertEquals(1, entries("same", "consume"));
  }

  @Test
  void one_grant_id_from_64_clients_is_one_grant_and_one_answer() {
    customer("granted");
    var operation = Operations.grant("granted", "again", BigDecimal.ONE);
    assertOneAnswer(Crowd.of(64, _ -> client.ask(operation.call())));
    assertEquals("501", settled("granted"));
  }

  @Test
  void one_usage_id_with_other_content_wins_once() {
    customer("other");
    var answers =
        Crowd.of(32, number -> client.ask(Operations.work("other", "u", BigDecimal.valueOf(1 + number % 2)).call()));
    var statuses = answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
    assertEquals(Set.of(200, 422), statuses.keySet(), answers::toString);
    assertEquals(16, statuses.get(200));
    assertEquals(1, entries("other", "consume"));
  }

  @Test
  void one_event_of_stripe_delivered_a_hundred_times_is_one_grant() {
    customer("buyer");
    var purchase = Operations.purchase("buyer", "evt_race", "cs_race");
    var answers = Crowd.of(100, _ -> client.ask(purchase.call()));
    assertTrue(answers.stream().allMatch(answer -> answer.status() == 200), answers::toString);
    assertBought("buyer", 1);
  }

  @Test
  void one_session_told_by_many_events_is_one_grant() {
    customer("collector");
    var answers = Crowd.of(20,
        number -> client.ask(Operations.purchase("collector", "evt_collector_" + number, "cs_collector").call()));
    assertTrue(answers.stream().allMatch(answer -> answer.status() == 200), answers::toString);
    assertBought("collector", 1);
  }

  private static void customer(String customer) {
    client.ask(Operations.customer(customer)).expect(201);
    Operation grant = Operations.grant(customer, "g", GRANTED);
    client.ask(grant.call()).expect(201);
  }

  private static void assertOneAnswer(List<Answer> answers) {
    assertEquals(1, answers.stream().map(Answer::body).distinct().count(), answers::toString);
    assertEquals(1, answers.stream().map(Answer::status).distinct().count(), answers::toString);
    assertTrue(Set.of(200, 201).contains(answers.getFirst().status()), answers::toString);
    assertEquals(1, answers.stream().filter(answer -> !answer.replayed()).count());
  }

  private static void assertBought(String customer, int packs) {
    var expected = GRANTED.add(Operations.PACK.multiply(BigDecimal.valueOf(packs))).toPlainString();
    Await.until(customer + " has bought " + packs, HANDED_OVER_WITHIN, () -> settled(customer).equals(expected));
    assertEquals(1 + packs, entries(customer, "grant"));
  }

  private static String settled(String customer) {
    return client.get("/v1/customers/" + customer + "/balance").json().path("settled").asText();
  }

  private static int entries(String customer, String type) {
    return client.get("/v1/customers/" + customer + "/ledger?type=" + type).json().path("entries").size();
  }
}
