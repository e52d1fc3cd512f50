package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are wrong before anyone reads their JSON. Each gets a 4xx as a problem, books nothing, and holds nothing. */
class TransportTest extends ApiServerTest {

  private static final String KEY = "Authorization: Bearer " + ApiServer.ADMIN + "\n";
  private static final String HEAD = "POST /v1/consume HTTP/1.1\nHost: x\nContent-Type: application/json\n" + KEY;
  private static final String BODY = "{\"customer\":\"c\",\"usage_id\":\"u\",\"feature\":\"image\"}";

  static Stream<Arguments> raw() {
    return Stream.of(
        Arguments.of("no HTTP", "GET somewhere\n\n", 505),
        Arguments.of("no host", "GET /health/alive HTTP/1.1\n\n", 400),
        Arguments.of("an unknown method", "BREW /v1/consume HTTP/1.1\nHost: x\n\n", 501),
        Arguments.of("an unknown version", "GET /health/alive HTTP/3.7\nHost: x\n\n", 505),
        Arguments.of("a target that is none", "GET /v1/%zz HTTP/1.1\nHost: x\n\n", 400),
        Arguments.of("a target that is too long", "GET /" + "x".repeat(3_000) + " HTTP/1.1\nHost: x\n\n", 414),
        Arguments.of("a header that is too long",
            "GET /health/alive HTTP/1.1\nHost: x\nX: " + "x".repeat(5_000) + "\n\n", 431),
        Arguments.of("a name of a header that is too long",
            "GET /health/alive HTTP/1.1\nHost: x\n" + "X".repeat(100) + ": 1\n\n", 431),
        Arguments.of("too many headers", "GET /health/alive HTTP/1.1\nHost: x\n" + "X: 1\n".repeat(100) + "\n", 400),
        Arguments.of("an endless header", "GET /health/alive HTTP/1.1\nHost: x\n" + "X: y\n".repeat(1_000_000) + "\n",
            400),
        Arguments.of("two lengths", HEAD + "Content-Length: 5\nContent-Length: 6\n\n" + BODY, 400),
        Arguments.of("a length beyond all numbers", HEAD + "Content-Length: 99999999999999999999999\n\n" + BODY, 400),
        Arguments.of("a length of 2^63", HEAD + "Content-Length: 9223372036854775808\n\n" + BODY, 400),
        Arguments.of("a negative length", HEAD + "Content-Length: -1\n\n" + BODY, 400),
        Arguments.of("a length that is a word", HEAD + "Content-Length: all\n\n" + BODY, 400),
        Arguments.of("a length and chunks", HEAD + "Content-Length: 5\nTransfer-Encoding: chunked\n\n0\n\n", 400),
        Arguments.of("chunks and a length", HEAD + "Transfer-Encoding: chunked\nContent-Length: 5\n\n0\n\n", 400),
        Arguments.of("chunks twice", HEAD + "Transfer-Encoding: chunked\nTransfer-Encoding: chunked\n\n0\n\n", 400),
        Arguments.of("a length of more than is read", HEAD + "Content-Length: 65537\n\n{", 413),
        Arguments.of("a length without an end", HEAD + "Content-Length: 9223372036854775807\n\n{", 413),
        Arguments.of("a blank in the name of a header", "GET /health/alive HTTP/1.1\nHost: x\nX : 1\n\n", 400),
        Arguments.of("a folded header", "GET /health/alive HTTP/1.1\nHost: x\n y\n\n", 400));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("raw")
  void a_request_that_is_no_http_gets_a_problem_and_is_cut_off(String name, String text, int status) {
    var before = server.memory.facts();
    try (var connection = new RawConnection(server.port())) {
      var answer = connection.send(text).readAll();
      assertTrue(answer.startsWith("HTTP/1.1 " + status + ' '), () -> name + ": " + answer);
      assertTrue(answer.contains("Content-Type: application/problem+json"), answer);
      assertTrue(answer.contains("\"status\":" + status), answer);
    }
    assertEquals(before, server.memory.facts());
    assertEquals(200, server.get("/health/alive").status());
  }

  @Test
  void more_chunks_than_are_read_are_too_large() {
    try (var connection = new RawConnection(server.port())) {
      var chunk = "1000\n" + "x".repeat(4_096) + "\n";
      var answer = connection.send(HEAD + "Transfer-Encoding: chunked\n\n" + chunk.repeat(17) + "0\n\n").readAll();
      assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
    }
  }

  @Test
  void a_chunk_that_is_too_large_is_refused() {
    try (var connection = new RawConnection(server.port())) {
      var answer = connection.send(HEAD + "Transfer-Encoding: chunked\n\nfffffff\n{").readAll();
      assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
    }
  }

  @Test
  void a_body_that_is_slow_is_not_waited_for() {
    try (var impatient = ApiServer.impatient()) {
      for (var body : new String[] {"Content-Length: 100\n\n{", "Transfer-Encoding: chunked\n\n1\n{\n"})
        try (var connection = new RawConnection(impatient.port())) {
          var answer = connection.send(HEAD + body).readAll();
          assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
          assertTrue(answer.contains("\"code\":\"request_timeout\""), answer);
          assertTrue(answer.contains("Connection: close"), answer);
        }
      assertEquals(0, impatient.memory.facts());
    }
  }

  @Test
  void a_request_that_is_turned_away_gets_its_answer_even_if_its_body_never_comes() {
    try (var impatient = ApiServer.impatient(); var connection = new RawConnection(impatient.port())) {
      var answer = connection
          .send("POST /v1/consume HTTP/1.1\nHost: x\nContent-Type: application/json\nContent-Length: 100\n\n{")
          .readAll();
      assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
      assertTrue(answer.contains("Connection: close"), answer);
    }
  }

  @Test
  void a_connection_on_which_nothing_is_said_is_closed() {
    try (var impatient = ApiServer.impatient(); var connection = new RawConnection(impatient.port())) {
      assertEquals("", connection.send("GET /health/alive HT").readAll());
    }
  }

  @Test
  void a_connection_is_kept_after_a_request_that_was_turned_away() {
    try (var connection = new RawConnection(server.port())) {
      var unauthorized = connection.send("POST /v1/consume HTTP/1.1\nHost: x\nContent-Length: 2\n\n{}").readAnswer();
      assertTrue(unauthorized.startsWith("HTTP/1.1 401 "), unauthorized);
      var alive = connection.send("GET /health/alive HTTP/1.1\nHost: x\n\n").readAnswer();
      assertTrue(alive.startsWith("HTTP/1.1 200 "), alive);
    }
  }

  @Test
  void a_body_may_have_64_kibibytes() {
    var filler = " ".repeat(64 * 1024 - BODY.length());
    assertEquals(404, server.post("/v1/consume", BODY + filler).status());
    assertEquals(413, server.post("/v1/consume", BODY + filler + " ").status());
  }

  @Test
  void the_body_of_a_get_is_taken_in_and_ignored() {
    var request = server.request("/v1/customers/nobody", ApiServer.ADMIN).method("GET",
        HttpRequest.BodyPublishers.ofString("x".repeat(1_000)));
    assertEquals(404, server.send(request).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "gzip, gzip", "anything"})
  void an_encoded_body_is_not_read(String encoding) {
    var answer = server.send(server.request("/v1/consume", ApiServer.ADMIN).header("Content-Type", "application/json")
        .header("Content-Encoding", encoding)
        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {31, (byte) 139, 8})));
    assertEquals(415, answer.status());
    assertEquals("unsupported_media_type", answer.at("/code"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/yaml",
    "application/problem+json", "multipart/form-data; boundary=x"})
  void a_body_of_another_type_is_not_read(String type) {
    var answer = server.send(server.request("/v1/consume", ApiServer.ADMIN).header("Content-Type", type)
        .POST(HttpRequest.BodyPublishers.ofString(BODY)));
    assertEquals(415, answer.status());
  }

  @Test
  void a_body_without_a_type_is_not_read() {
    assertEquals(415, server
        .send(server.request("/v1/consume", ApiServer.ADMIN).POST(HttpRequest.BodyPublishers.ofString(BODY))).status());
  }

  @Test
  void json_may_say_that_it_is_in_utf8() {
    var request = server.request("/v1/consume", ApiServer.ADMIN)
        .header("Content-Type", "application/json; charset=utf-8").POST(HttpRequest.BodyPublishers.ofString(BODY));
    assertEquals(404, server.send(request).status());
  }

  @Test
  void other_encodings_of_characters_are_not_guessed() {
    var utf16 = BODY.getBytes(java.nio.charset.StandardCharsets.UTF_16);
    var request = server.request("/v1/consume", ApiServer.ADMIN).header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(utf16));
    assertEquals(400, server.send(request).status());
  }

  @Test
  void nothing_is_found_where_nothing_is() {
    for (var path : new String[] {"/", "/v1", "/v1/", "/v2/consume", "/v1/borrow", "/v1/consume/", "/v1//consume",
      "/metric", "/v1/stripe", "/v1/stripe/event", "/health"}) {
      var answer = server.get(path);
      assertEquals(404, answer.status(), path);
      assertEquals("not_found", answer.at("/code"));
    }
  }

  @Test
  void another_method_is_told_those_that_there_are() {
    var answer = server.get("/v1/consume");
    assertEquals(405, answer.status());
    assertEquals("POST", answer.header("Allow"));
    assertEquals("method_not_allowed", answer.at("/code"));
    assertEquals("GET, PUT", server.send(server.request("/v1/customers/c", ApiServer.ADMIN).DELETE()).header("Allow"));
    assertEquals(405,
        server
            .send(server.request("/v1/catalogue", ApiServer.ADMIN).method("HEAD", HttpRequest.BodyPublishers.noBody()))
            .status());
    assertEquals(405, server
        .send(server.request("/v1/catalogue", "").method("OPTIONS", HttpRequest.BodyPublishers.noBody())).status());
  }

  @Test
  void the_server_does_not_say_what_it_is() {
    assertEquals("", server.get("/health/alive").header("Server"));
  }
}
