package io.tollkeeper.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.Reply;
import io.tollkeeper.engine.entity.Request;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

/** What callers are told when the engine gives no answer. */
class AvailabilityTest extends ApiServerTest {

  private static final String CONSUME = "{\"customer\":\"c\",\"usage_id\":\"u\",\"feature\":\"image\"}";

  @AfterEach
  void all_is_well_again() {
    server.engine(server.memory);
    server.ready(true);
  }

  @Test
  void overload_is_told_at_once_and_is_no_refusal() {
    server.engine(always(new Reply.Overloaded<>()));
    for (var answer : calls()) {
      assertEquals(429, answer.status());
      assertEquals("overloaded", answer.at("/code"));
      assertEquals("1", answer.header("Retry-After"));
      assertFalse(answer.json().has("allowed"));
    }
  }

  @Test
  void unavailable_is_neither_yes_nor_no_and_hides_the_reason() {
    server.engine(always(new Reply.Unavailable<>("jdbc:postgresql://10.0.0.1 is down")));
    for (var answer : calls()) {
      assertEquals(503, answer.status());
      assertEquals("unavailable", answer.at("/code"));
      assertEquals("1", answer.header("Retry-After"));
      assertEquals("application/problem+json", answer.header("Content-Type"));
      assertFalse(answer.json().has("allowed"));
      assertFalse(answer.text().contains("10.0.0.1"));
    }
  }

  @Test
  void an_answer_that_never_comes_is_unavailable() {
    try (var impatient = ApiServer.impatient()) {
      impatient.engine(new Answering(CompletableFuture::new));
      var answer = impatient.post("/v1/consume", CONSUME);
      assertEquals(503, answer.status());
      assertEquals("application/problem+json", answer.header("Content-Type"));
      assertEquals("unavailable", answer.at("/code"));
      assertEquals("1", answer.header("Retry-After"));
    }
  }

  @Test
  void a_fault_is_told_by_an_id_and_nothing_else() {
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    var logger = (Logger) LoggerFactory.getLogger(Faults.class);
    logger.addAppender(log);
    // What is expected here need not stand among the results of the tests.
    logger.setAdditive(false);
    Supplier<CompletionStage<Reply<?>>> thrown = () -> {
      throw new IllegalStateException("secret");
    };
    for (var engine : List.of(new Answering(thrown),
        new Answering(() -> CompletableFuture.failedFuture(new IllegalStateException("secret"))),
        always(new Reply.Answered<>("nonsense")))) {
      server.engine(engine);
      for (var path : List.of("/v1/consume", "/v1/batch")) {
        var answer = server.post(path,
            path.equals("/v1/batch")
                ? "{\"operations\":[" + CONSUME.replace("{", "{\"op\":\"consume\",") + "]}"
                : CONSUME);
        assertEquals(500, answer.status());
        assertEquals("application/problem+json", answer.header("Content-Type"));
        assertEquals("internal_error", answer.at("/code"));
        assertFalse(answer.text().contains("secret") || answer.text().contains("Exception"), answer::text);
        var logged = log.list.getLast();
        assertTrue(
            answer.at("/detail").startsWith("The log has the cause under " + logged.getArgumentArray()[0] + ". "),
            answer::text);
        assertNotNull(logged.getThrowableProxy());
      }
    }
    logger.detachAppender(log);
    logger.setAdditive(true);
  }

  @Test
  void a_node_tells_whether_it_runs_and_whether_it_can_answer() {
    assertEquals("{\"status\":\"alive\"}", server.get("/health/alive").text());
    assertEquals("{\"status\":\"ready\"}", server.get("/health/ready").text());
    server.ready(false);
    assertEquals(200, server.get("/health/alive").status());
    var answer = server.get("/health/ready");
    assertEquals(503, answer.status());
    assertEquals("unavailable", answer.at("/code"));
  }

  @Test
  void what_is_measured_is_shown_to_prometheus_without_a_key() {
    var answer = server.send(server.request("/metrics", "").GET());
    assertEquals("200 text/plain; version=0.0.4; charset=UTF-8",
        answer.status() + " " + answer.header("Content-Type"));
    assertTrue(answer.text().contains("\njvm_memory_used_bytes{"), answer.text());
    assertTrue(answer.text().contains("\nprocess_uptime_seconds "), answer.text());
  }

  @Test
  void what_is_for_stripe_needs_no_key_and_its_errors_are_problems() {
    var route = path(segment("v1").slash("stripe").slash("webhook"), () -> post(() -> complete("taken")));
    try (var other = ApiServer.with(route)) {
      assertEquals("taken",
          other.send(other.request("/v1/stripe/webhook", "").POST(HttpRequest.BodyPublishers.ofString("{}"))).text());
      var wrong = other.send(other.request("/v1/stripe/webhook", "").GET());
      assertEquals(405, wrong.status());
      assertEquals("POST", wrong.header("Allow"));
      assertEquals("method_not_allowed", wrong.at("/code"));
      var unknown = other.send(other.request("/v1/stripe/webhook/a/b", "").GET());
      assertEquals(404, unknown.status());
      assertEquals("not_found", unknown.at("/code"));
      assertEquals(401, other.send(other.request("/v1/customers/c", "").GET()).status());
      assertEquals(401, other.send(other.request("/v1/stripe/events", "").GET()).status());
    }
  }

  private List<ApiServer.Answer> calls() {
    return List.of(server.post("/v1/consume", CONSUME),
        server.post("/v1/authorize", "{\"customer\":\"c\",\"feature\":\"image\"}"), server.get("/v1/customers/c"),
        server.get("/v1/customers/c/balance"), server.get("/v1/customers/c/usage/u"),
        server.put("/v1/customers/c", "{}"),
        ask("/v1/reserve", "c", "{'customer':'$','reservation_id':'r','feature':'image'}"),
        ask("/v1/settle", "c", "{'customer':'$','reservation_id':'r'}"),
        ask("/v1/release", "c", "{'customer':'$','reservation_id':'r'}"),
        ask("/v1/extend", "c", "{'customer':'$','reservation_id':'r','extend_id':'x','credits':1}"),
        ask("/v1/refund", "c", "{'customer':'$','refund_id':'f','usage_id':'u'}"),
        ask("/v1/runs", "c", "{'customer':'$','run_id':'w','budget':1}"),
        ask("/v1/runs/budget", "c", "{'customer':'$','run_id':'w','budget_id':'b','add':1}"),
        ask("/v1/runs/close", "c", "{'customer':'$','run_id':'w'}"),
        server.get("/v1/customers/c/reservations/r"), server.get("/v1/customers/c/runs/w"),
        server.put("/v1/customers/c/gauges/seats", "{\"usage_id\":\"s\",\"set\":1}"),
        server.post("/v1/customers/c/grants", "{\"grant_id\":\"g\",\"credits\":1}"),
        server.post("/v1/customers/c/grants/g/void", "{}"),
        server.post("/v1/customers/c/adjustments", "{\"adjustment_id\":\"a\",\"credits\":1}"));
  }

  private static Engine always(Reply<?> reply) {
    return new Answering(() -> CompletableFuture.completedFuture(reply));
  }

  /** An engine that says the same to everyone. */
  private record Answering(Supplier<CompletionStage<Reply<?>>> replies) implements Engine {

    @Override
    @SuppressWarnings("unchecked") // the replies of these tests carry no answer, or a wrong one on purpose
    public <A> CompletionStage<Reply<A>> ask(CustomerKey customer, Request<A> request) {
      return replies.get().thenApply(reply -> (Reply<A>) reply);
    }
  }
}
