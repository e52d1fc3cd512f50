package io.tollkeeper.config.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A client of one node. It never sends anything twice by itself. */
public final class ApiClient {

  // Longer than any timeout of a node, so that it is the node that speaks first.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final int MAX_TRIES = 30;
  private static final Duration BACK_OFF = Duration.ofMillis(200);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(2))
          .executor(Executors.newVirtualThreadPerTaskExecutor()).build();

  private final URI base;
  private final String key;

  public ApiClient(URI base, String key) {
    this.base = base;
    this.key = key;
  }

  /** Sends this and waits for the answer. If it throws, nobody knows what became of it. */
  public Answer send(Call call) throws IOException {
    var body =
        call.body().isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(call.body());
    var request = HttpRequest.newBuilder(base.resolve(call.path())).timeout(PATIENCE).method(call.method(), body)
        .header("Authorization", "Bearer " + key);
    call.headers().forEach(request::header);
    try {
      var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      var headers = response.headers();
      return new Answer(response.statusCode(), headers.firstValue("Idempotent-Replayed").isPresent(),
          headers.firstValue("Retry-After").orElse(""), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** The same where an answer is certain. */
  public Answer ask(Call call) {
    try {
      return send(call);
    } catch (IOException e) {
      throw new UncheckedIOException(call.method() + " " + base.resolve(call.path()), e);
    }
  }

  /** Asks for something that is there. */
  public Answer get(String path) {
    return ask(Call.get(path)).expect(200);
  }

  /** Asks again and again while the node cannot answer: a busy machine may be slow after a start. */
  public Answer askPatiently(Call call) {
    for (var tries = 1;; tries++) {
      var answer = ask(call);
      if (answer.status() != 503 || tries == MAX_TRIES) return answer;
      LockSupport.parkNanos(BACK_OFF.toNanos());
    }
  }

  /** The status of a path; 0 if nobody answers. */
  public int status(String path) {
    try {
      return send(Call.get(path)).status();
    } catch (IOException _) {
      return 0;
    }
  }

  /** Whether the node says that it should be asked. */
  public boolean isReady() {
    return status("/health/ready") == 200;
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
