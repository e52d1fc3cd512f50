package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import com.fasterxml.jackson.databind.JsonNode;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.Reply;
import io.tollkeeper.engine.entity.Request;

class BatchTest extends ApiServerTest {

  @AfterEach
  void all_is_well_again() {
    server.engine(server.memory);
  }

  @Test
  void the_results_are_those_of_the_calls_alone_in_the_order_of_the_operations() {
    var acme = customerWith("100");
    var twin = customerWith("100");
    var operations = List.of(
        "consume {'customer':'$','usage_id':'u1','feature':'image'}",
        "authorize {'customer':'$','feature':'image','quantity':10}",
        "reserve {'customer':'$','reservation_id':'r1','feature':'image','quantity':2}",
        "reserve {'customer':'$','reservation_id':'r2','feature':'image'}",
        "extend {'customer':'$','reservation_id':'r1','extend_id':'x1','credits':5}",
        "settle {'customer':'$','reservation_id':'r1','quantity':1}",
        "release {'customer':'$','reservation_id':'r2'}",
        "refund {'customer':'$','refund_id':'f1','usage_id':'u1'}",
        "settle {'customer':'$','reservation_id':'r1','quantity':2}",
        "consume {'customer':'$','usage_id':'u2','feature':'image','quantity':100}",
        "consume {'customer':'$','usage_id':'u1','feature':'image'}",
        "consume {'customer':'$','usage_id':'u1','feature':'chat'}");
    var results = batch(operations.stream().map(line -> json(acme, operation(line))).toList());
    assertEquals("[200,200,201,201,200,200,200,200,409,402,200,422]", statuses(results));
    for (int i = 0; i < operations.size(); i++) {
      var line = operations.get(i);
      var alone = server.post("/v1/" + verb(line), json(twin, line.substring(verb(line).length() + 1)));
      var result = results.get(i);
      assertEquals(alone.status(), result.path("status").asInt(), line);
      assertEquals(alone.text().replace(twin, acme), result.path("body").toString(), line);
      assertEquals(alone.header("Idempotent-Replayed").equals("true"), result.path("replayed").asBoolean(), line);
    }
    assertTrue(results.get(10).path("replayed").asBoolean());
  }

  @Test
  void a_read_sees_the_operations_before_it_and_none_after_it() {
    var acme = customerWith("20");
    var results = batch(List.of(
        json(acme, operation("authorize {'customer':'$','feature':'image','quantity':2}")),
        json(acme, operation("consume {'customer':'$','usage_id':'u1','feature':'image'}")),
        json(acme, operation("authorize {'customer':'$','feature':'image','quantity':2}")),
        json(acme, operation("authorize {'customer':'$','feature':'image','min_seq':2}")),
        json(acme, operation("authorize {'customer':'$','feature':'image','min_seq':3}")),
        json(acme, operation("consume {'customer':'$','usage_id':'u2','feature':'image'}"))));
    assertTrue(results.get(0).at("/body/allowed").asBoolean());
    assertEquals("insufficient_credits", results.get(2).at("/body/code").asText());
    assertEquals(200, results.get(2).path("status").asInt());
    assertTrue(results.get(3).at("/body/allowed").asBoolean());
    assertEquals(503, results.get(4).path("status").asInt());
    assertEquals("unavailable", results.get(4).at("/body/code").asText());
    assertEquals(200, results.get(5).path("status").asInt());
  }

  @Test
  void customers_are_independent_of_each_other() {
    var rich = customerWith("1000");
    var poor = customerWith("10");
    var lines = new ArrayList<String>();
    for (int i = 0; i < 4; i++)
      for (var customer : List.of(rich, "nobody", poor))
        lines.add(json(customer, operation("consume {'customer':'$','usage_id':'u" + i + "','feature':'image'}")));
    var results = batch(lines);
    assertEquals("[200,404,200,200,404,402,200,404,402,200,404,402]", statuses(results));
    for (int i = 0; i < 12; i++)
      assertEquals(List.of(rich, "nobody", poor).get(i % 3), results.get(i).at("/body/customer").asText());
    assertEquals("960", server.get("/v1/customers/" + rich + "/balance").at("/settled"));
  }

  @Test
  void a_batch_of_another_tenant_finds_no_customer() {
    var acme = customerWith("100");
    var answer = server.send(server.request("/v1/batch", ApiServer.STRANGER).header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("{\"operations\":["
            + json(acme, operation("consume {'customer':'$','usage_id':'u1','feature':'image'}")) + "]}")));
    assertEquals("customer_not_found", answer.at("/results/0/body/code"));
    assertEquals("100", server.get("/v1/customers/" + acme + "/balance").at("/settled"));
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
      {'op':'borrow','customer':'$'}                                              | invalid_request | /op
      {'op':7,'customer':'$'}                                                     | invalid_request | /op
      {'customer':'$','usage_id':'u','feature':'image'}                           | invalid_request | /op
      {'op':'consume','usage_id':'u','feature':'image'}                           | invalid_request | /customer
      {'op':'consume','customer':'$','usage_id':'u','feature':'image','credits':0} | invalid_amount | /credits
      {'op':'consume','customer':'$','usage_id':'a b','feature':'image'}          | invalid_id      | /usage_id
      {'op':'consume','customer':'$','usage_id':'u','feature':'image','x':1}      | invalid_request | /x
      {'op':'consume','customer':'$','usage_id':null,'feature':'image'}           | invalid_request | /usage_id
      {'op':'consume','customer':'$','usage_id':'u','feature':'image','dimensions':{'a':{}}} | invalid_request | /dimensions/a
      {'op':'settle','customer':'$','reservation_id':'r','final':false}           | invalid_request | /settle_id
      7                                                                           | invalid_request | ""
      null                                                                        | invalid_request | ""
      []                                                                          | invalid_request | ""
      """)
  void what_is_wrong_with_one_operation_does_not_spoil_the_others(String bad, String code, String pointer) {
    var acme = customerWith("100");
    var results = batch(List.of(
        json(acme, operation("consume {'customer':'$','usage_id':'u1','feature':'image'}")),
        json(acme, bad),
        json(acme, operation("consume {'customer':'$','usage_id':'u2','feature':'image'}"))));
    assertEquals("[200,400,200]", statuses(results));
    assertEquals(code, results.get(1).at("/body/code").asText());
    assertEquals(pointer, results.get(1).at("/body/pointer").asText("none"));
    assertEquals("/docs#" + code, results.get(1).at("/body/type").asText());
    assertEquals("80", server.get("/v1/customers/" + acme + "/balance").at("/settled"));
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
      {}                                       | /operations
      {'operations':[]}                        | /operations
      {'operations':{}}                        | /operations
      {'operations':null}                      | /operations
      {'operations':[],'x':1}                  | /operations
      {'operations':[{'op':'consume'}],'x':1}  | /x
      {'operations':[{'op':'consume'},{'op':'a','op':'b'}]} | /operations/1/op
      """)
  void a_body_that_is_no_batch_is_refused_whole(String body, String pointer) {
    var answer = server.post("/v1/batch", json("", body));
    assertEquals(400, answer.status());
    assertEquals("invalid_request", answer.at("/code"));
    assertEquals(pointer, answer.at("/pointer"));
  }

  @Test
  void a_repeated_batch_has_the_same_bodies() {
    var acme = customerWith("1000");
    var lines = List.of(
        json(acme, operation("consume {'customer':'$','usage_id':'u1','feature':'image'}")),
        json(acme, operation("reserve {'customer':'$','reservation_id':'r1','feature':'image'}")),
        json(acme, operation("settle {'customer':'$','reservation_id':'r1'}")));
    var first = batch(lines);
    var again = batch(lines);
    for (int i = 0; i < 3; i++) {
      assertEquals(first.get(i).path("body").toString(), again.get(i).path("body").toString());
      assertTrue(!first.get(i).path("replayed").asBoolean() && again.get(i).path("replayed").asBoolean());
    }
  }

  @Test
  void a_batch_has_at_most_a_thousand_operations() {
    var acme = customerWith("100000");
    var before = server.memory.asked().size();
    var results = batch(many(acme, 1_000, ""));
    assertEquals(1_000, results.size());
    for (int i = 0; i < 1_000; i++) {
      assertEquals(200, results.get(i).path("status").asInt());
      assertEquals("u" + i, results.get(i).at("/body/usage_id").asText());
      assertEquals(i + 2, results.get(i).at("/body/seq").asInt());
    }
    assertEquals(List.of(200, 200, 200, 200, 200), chunksAfter(before));
    var more = server.post("/v1/batch", body(many(acme, 1_001, "")));
    assertEquals(400, more.status());
    assertEquals("/operations", more.at("/pointer"));
  }

  @Test
  void a_batch_has_at_most_four_mebibytes() {
    var acme = customerWith("100");
    var one = body(List.of(json(acme, operation("authorize {'customer':'$','feature':'image'}"))));
    var filler = " ".repeat(4 * 1024 * 1024 - one.length());
    assertEquals(200, server.post("/v1/batch", one + filler).status());
    var more = server.post("/v1/batch", one + filler + " ");
    assertEquals(413, more.status());
    assertEquals("too_large", more.at("/code"));
  }

  @Test
  void a_customer_is_not_asked_for_more_at_once_than_it_can_take() {
    var acme = customerWith("100000");
    var before = server.memory.asked().size();
    batch(many(acme, 150, ",'metadata':{'a':'" + "x".repeat(4_000) + "'}"));
    assertEquals(List.of(65, 65, 20), chunksAfter(before));
    before = server.memory.asked().size();
    var dimensions = IntStream.range(0, 32).mapToObj(i -> "'d" + i + "':'" + "x".repeat(250) + "'")
        .collect(Collectors.joining(",", ",'dimensions':{", "}"));
    batch(many(acme, 50, dimensions));
    assertEquals(List.of(32, 18), chunksAfter(before));
  }

  @Test
  void what_could_not_be_asked_does_not_keep_the_rest_from_being_asked() {
    var acme = customerWith("100000");
    var other = customerWith("100000");
    var failing = new FailingOnce(server.memory, acme);
    server.engine(failing);
    var lines = new ArrayList<>(many(acme, 500, ""));
    lines.add(json(other, operation("consume {'customer':'$','usage_id':'u','feature':'image'}")));
    for (var reply : List.of(429, 503)) {
      failing.next(reply);
      var results = batch(lines);
      for (int i = 0; i < 200; i++) {
        assertEquals(reply, results.get(i).path("status").asInt());
        assertEquals(reply == 429 ? "overloaded" : "unavailable", results.get(i).at("/body/code").asText());
        assertTrue(!results.get(i).at("/body").has("allowed"));
      }
      for (int i = 200; i < 501; i++)
        assertEquals(200, results.get(i).path("status").asInt());
    }
    var results = batch(lines);
    assertTrue(!results.get(0).path("replayed").asBoolean());
    assertTrue(results.get(200).path("replayed").asBoolean());
  }

  @Test
  void the_parts_of_one_customer_are_asked_for_one_after_the_other() {
    var acme = customerWith("100000");
    var order = new InOrder(server.memory);
    server.engine(order);
    assertEquals(1_000, batch(many(acme, 1_000, "")).size());
    assertEquals(5, order.asked.get());
    assertEquals(1, order.most.get());
  }

  @Test
  void so_many_customers_are_asked_at_the_same_time_and_no_more() {
    var order = new InOrder(server.memory);
    server.engine(order);
    var lines = IntStream.range(0, 1_000).mapToObj(
        i -> json("nobody-" + i, operation("consume {'customer':'$','usage_id':'u','feature':'image'}"))).toList();
    var results = batch(lines);
    for (int i = 0; i < 1_000; i++)
      assertEquals("nobody-" + i, results.get(i).at("/body/customer").asText());
    assertEquals(1_000, order.asked.get());
    assertTrue(order.most.get() > 1 && order.most.get() <= Batch.MAX_AT_ONCE, () -> order.most.get() + " at once");
  }

  private JsonNode batch(List<String> operations) {
    var answer = server.post("/v1/batch", body(operations));
    assertEquals(200, answer.status(), answer::text);
    assertEquals("application/json", answer.header("Content-Type"));
    return answer.json().path("results");
  }

  private List<Integer> chunksAfter(int before) {
    return server.memory.asked().stream().skip(before)
        .map(request -> request instanceof Request.Several several ? several.operations().size() : 0).toList();
  }

  private static String body(List<String> operations) {
    return operations.stream().collect(Collectors.joining(",", "{\"operations\":[", "]}"));
  }

  private static List<String> many(String customer, int count, String fields) {
    return IntStream.range(0, count).mapToObj(i -> json(customer,
        operation("consume {'customer':'$','usage_id':'u" + i + "','feature':'image'" + fields + "}"))).toList();
  }

  private static String operation(String line) {
    return line.substring(verb(line).length() + 1).replaceFirst("\\{", "{'op':'" + verb(line) + "',");
  }

  private static String verb(String line) {
    return line.substring(0, line.indexOf(' '));
  }

  private static String statuses(JsonNode results) {
    var statuses = new ArrayList<String>();
    results.forEach(result -> statuses.add(result.path("status").asText()));
    return statuses.stream().collect(Collectors.joining(",", "[", "]"));
  }

  /** An engine that gives one customer no answer, once. */
  private static final class FailingOnce implements Engine {

    private final Engine engine;
    private final String customer;
    private int next;

    FailingOnce(Engine engine, String customer) {
      this.engine = engine;
      this.customer = customer;
    }

    synchronized void next(int status) {
      next = status;
    }

    @Override
    public synchronized <A> CompletionStage<Reply<A>> ask(CustomerKey key, Request<A> request) {
      if (next == 0 || !key.customer().equals(customer)) return engine.ask(key, request);
      Reply<A> reply = next == 429 ? new Reply.Overloaded<>() : new Reply.Unavailable<>("a secret");
      next = 0;
      return CompletableFuture.completedFuture(reply);
    }
  }

  /** An engine that takes its time, and counts how many wait for it. */
  private static final class InOrder implements Engine {

    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();
    private final Engine engine;

    InOrder(Engine engine) {
      this.engine = engine;
    }

    @Override
    public <A> CompletionStage<Reply<A>> ask(CustomerKey key, Request<A> request) {
      asked.incrementAndGet();
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      return CompletableFuture.supplyAsync(() -> engine.ask(key, request)).thenCompose(reply -> reply)
          .thenApply(reply -> {
            now.decrementAndGet();
            return reply;
          });
    }
  }
}
