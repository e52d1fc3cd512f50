package io.tollkeeper.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import io.tollkeeper.http.problem.Code;
import io.tollkeeper.http.wire.JsonBody;

/** What anyone may see: how the node is, and how it is called. */
final class PublicEndpoints {

  private static final String REFERENCE = "openapi.yaml";
  private static final ContentType YAML =
      MediaTypes.customWithFixedCharset("application", "yaml", HttpCharsets.UTF_8, Map.of(), false).toContentType();

  private static final ContentType PROMETHEUS =
      ContentTypes.parse("text/plain; version=0.0.4; charset=utf-8");

  private final BooleanSupplier ready;
  private final Optional<Metrics> metrics;
  private final byte[] reference;
  private final byte[] page;

  PublicEndpoints(BooleanSupplier ready, Optional<Metrics> metrics) {
    this.ready = ready;
    this.metrics = metrics;
    this.reference = reference();
    this.page = ReferencePage.html(reference).getBytes(StandardCharsets.UTF_8);
  }

  List<Endpoint> endpoints() {
    return Stream.concat(Stream.of(
        Endpoint.get("/openapi.yaml", Access.PUBLIC,
            _ -> CompletableFuture.completedFuture(Responses.of(200, YAML, reference))),
        Endpoint.get("/docs", Access.PUBLIC, _ -> CompletableFuture.completedFuture(page())),
        Endpoint.get("/health/alive", Access.PUBLIC, _ -> CompletableFuture.completedFuture(status("alive"))),
        Endpoint.get("/health/ready", Access.PUBLIC, _ -> CompletableFuture.completedFuture(ready()))),
        metrics.stream().map(PublicEndpoints::metrics)).toList();
  }

  private static Endpoint metrics(Metrics metrics) {
    return Endpoint.get("/metrics", Access.PUBLIC, _ -> CompletableFuture
        .completedFuture(Responses.of(200, PROMETHEUS, metrics.text().getBytes(StandardCharsets.UTF_8))));
  }

  private HttpResponse ready() {
    return ready.getAsBoolean() ? status("ready") : Responses.problem(Code.UNAVAILABLE, "This node is not ready.");
  }

  private HttpResponse page() {
    return Responses.of(200, ContentTypes.TEXT_HTML_UTF8, page)
        .addHeader(RawHeader.create("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"))
        .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"));
  }

  private static HttpResponse status(String word) {
    return Responses.json(200, JsonBody.object(out -> out.writeStringField("status", word)));
  }

  static byte[] reference() {
    try (var in = PublicEndpoints.class.getResourceAsStream(REFERENCE)) {
      if (in == null) throw new IllegalStateException(REFERENCE + " is not in the jar");
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
