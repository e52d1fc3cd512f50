package io.tollkeeper.config.demo;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Speaks to a node as any caller would. What cannot be said throws {@link IllegalStateException} with one line. */
public final class EngineClient {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EngineAddress engine;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  public EngineClient(EngineAddress engine) {
    this.engine = engine;
  }

  /**
   * An answer.
   *
   * @param text the body, byte for byte
   * @param replayed whether it says that it is the first answer to an earlier request
   */
  public record Answer(int status, JsonNode body, String text, boolean replayed) {

    /** The text of a field of the body; empty if it has none. */
    public String text(String field) {
      return body.path(field).asText("");
    }

    /** What is available after it. */
    public String available() {
      return body.path("balance").path("available").asText("");
    }
  }

  public Answer get(String path) {
    return join(send(request(path).GET().build()));
  }

  public Answer put(String path, String body) {
    return join(send(json(path).PUT(BodyPublishers.ofString(body)).build()));
  }

  public Answer post(String path, String body) {
    return join(begin(path, body));
  }

  /** Posts without waiting, so that several can race. */
  public CompletableFuture<Answer> begin(String path, String body) {
    return send(json(path).POST(BodyPublishers.ofString(body)).build());
  }

  /** Delivers an event as the payment provider does: by its signature, without a key. */
  public Answer deliver(String event, String signature) {
    var request = HttpRequest.newBuilder(engine.base().resolve("/v1/stripe/webhook")).timeout(PATIENCE)
        .header("Content-Type", "application/json").header("Stripe-Signature", signature);
    return join(send(request.POST(BodyPublishers.ofString(event)).build()));
  }

  /**
   * Publishes a catalogue, unless that would take away or change anything that is on sale. The answer to the publication.
   *
   * @param catalogue the document, in JSON
   */
  public Answer publish(String catalogue) {
    var changes = put("/v1/catalogue?dry_run=true", catalogue);
    if (changes.status() == 401 || changes.status() == 403)
      throw new IllegalStateException("the node at " + engine + " does not take this key; is it another node's?");
    for (var kind : changes.body().path("changes"))
      if (!kind.path("removed").isEmpty() || !kind.path("changed").isEmpty())
        throw new IllegalStateException(
            "the node at " + engine + " sells something else already; start one with an empty data directory for this");
    return put("/v1/catalogue", catalogue);
  }

  /** The answer once it is there. */
  public static Answer join(CompletableFuture<Answer> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IllegalStateException known) throw known;
      throw e;
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(engine.base().resolve(path)).timeout(PATIENCE).header("Authorization",
        "Bearer " + engine.key());
  }

  private HttpRequest.Builder json(String path) {
    return request(path).header("Content-Type", "application/json");
  }

  private CompletableFuture<Answer> send(HttpRequest request) {
    return http.sendAsync(request, BodyHandlers.ofString()).handle((response, failure) -> {
      if (failure != null) throw new IllegalStateException(reason(failure), failure);
      return new Answer(response.statusCode(), parse(response.body()), response.body(),
          response.headers().firstValue("Idempotent-Replayed").isPresent());
    });
  }

  private String reason(Throwable failure) {
    var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    if (cause instanceof ConnectException)
      return "no node answers at " + engine
          + "; start one with 'mvn -q compile exec:exec', or set TOLLKEEPER_URL to where it is";
    return "the node at " + engine + " did not answer: "
        + (cause instanceof IOException && cause.getMessage() != null ? cause.getMessage() : cause);
  }

  // What is no JSON is shown by its status.
  private static JsonNode parse(String body) {
    try {
      return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }
}
