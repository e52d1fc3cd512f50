package io.tollkeeper.config.rush;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import io.tollkeeper.config.kit.Answer;
import io.tollkeeper.config.kit.ApiClient;
import io.tollkeeper.config.kit.Call;
import io.tollkeeper.config.kit.NodeProcess;
import io.tollkeeper.config.kit.NodeSetup;
import io.tollkeeper.config.ledger.Operations;

/** Every settle is carried out, its answer is thrown away unread, and it is sent again, twice. */
final class LostAnswersIT {

  private static final int CUSTOMERS = 7;
  private static final int SETTLES = 300;
  private static final BigDecimal HELD = BigDecimal.TEN;

  @TempDir
  private Path directory;

  private record Settled(String reservation, BigDecimal amount, Answer second, Answer third) {}

  @Test
  void settles_that_are_retried_after_a_lost_answer_charge_once_and_say_the_same() throws Exception {
    try (var node = NodeProcess.ready(NodeSetup.in(directory))) {
      node.client().ask(Operations.catalogue()).expect(201);
      var settled = new HashMap<String, Future<List<Settled>>>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var number = 0; number < CUSTOMERS; number++) {
          var customer = "agent-" + number;
          settled.put(customer, threads.submit(() -> work(node, customer)));
        }
      }
      for (var entry : settled.entrySet())
        check(node.client(), entry.getKey(), entry.getValue().get());
    }
  }

  private static List<Settled> work(NodeProcess node, String customer) {
    var client = node.client();
    client.ask(Operations.customer(customer)).expect(201);
    client.ask(Operations.grant(customer, "g", HELD.multiply(BigDecimal.valueOf(SETTLES))).call()).expect(201);
    var settled = new ArrayList<Settled>();
    for (var number = 0; number < SETTLES; number++) {
      var id = "r" + number;
      client.ask(Call.post("/v1/reserve",
          "{\"customer\":\"%s\",\"reservation_id\":\"%s\",\"feature\":\"work\",\"credits\":\"10\"}".formatted(customer,
              id)))
          .expect(201);
      var amount = BigDecimal.valueOf(number % 11);
      var settle = Call.post("/v1/settle",
          "{\"customer\":\"%s\",\"reservation_id\":\"%s\",\"credits\":\"%s\"}".formatted(customer, id, amount));
      loseAnswer(node.port(), settle);
      settled.add(new Settled(id, amount, client.ask(settle).expect(200), client.ask(settle).expect(200)));
    }
    return settled;
  }

  /** Sends this, waits for the first byte of the answer, and hangs up. */
  private static void loseAnswer(int port, Call call) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      var head = call.method() + ' ' + call.path() + " HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer " + NodeSetup.KEY
          + "\r\nContent-Type: application/json\r\nContent-Length: " + call.body().length() + "\r\n\r\n";
      socket.getOutputStream().write((head + call.body()).getBytes(StandardCharsets.US_ASCII));
      assertNotEquals(-1, socket.getInputStream().read(), "the node hung up first");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(ApiClient client, String customer, List<Settled> settled) {
    assertEquals(SETTLES, settled.size());
    var charged = BigDecimal.ZERO;
    for (var one : settled) {
      assertTrue(one.second().replayed() && one.third().replayed(), one::toString);
      assertEquals(one.second().body(), one.third().body());
      assertEquals(0, one.amount().compareTo(new BigDecimal(one.second().json().path("charged").asText())),
          one::toString);
      charged = charged.add(one.amount());
    }
    var balance = client.get("/v1/customers/" + customer + "/balance").json();
    assertEquals(0, HELD.multiply(BigDecimal.valueOf(SETTLES)).subtract(charged)
        .compareTo(new BigDecimal(balance.path("settled").asText())), balance::toString);
    assertEquals("0", balance.path("balance").path("reserved").asText(balance.path("reserved").asText()));
    assertEquals(SETTLES,
        client.get("/v1/customers/" + customer + "/ledger?limit=500&type=settle").json().path("entries").size());
  }
}
