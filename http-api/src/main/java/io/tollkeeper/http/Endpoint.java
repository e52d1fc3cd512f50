package io.tollkeeper.http;

import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * One thing that can be called.
 *
 * @param method how
 * @param template where: a path with variables in braces, as in the reference
 * @param access by whom
 * @param content what kinds of body it takes; none if it takes no body
 * @param maxBytes the size of the largest body that it takes
 * @param handler what answers
 */
record Endpoint(HttpMethod method, String template, Access access, Set<MediaKind> content, int maxBytes,
    Handler handler) {

  /** The largest body, except for catalogues and batches. */
  static final int MAX_BYTES = 64 * 1024;

  /** What answers the calls of one endpoint. May throw {@code Malformed} before it has asked anything of anyone. */
  @FunctionalInterface
  interface Handler {
    CompletionStage<HttpResponse> answer(Call call);
  }

  static Endpoint get(String template, Access access, Handler handler) {
    return new Endpoint(HttpMethods.GET, template, access, Set.of(), MAX_BYTES, handler);
  }

  static Endpoint post(String template, Access access, Handler handler) {
    return new Endpoint(HttpMethods.POST, template, access, Set.of(MediaKind.JSON), MAX_BYTES, handler);
  }

  /** A POST that needs no body. */
  static Endpoint start(String template, Access access, Handler handler) {
    return new Endpoint(HttpMethods.POST, template, access, Set.of(), MAX_BYTES, handler);
  }

  static Endpoint put(String template, Access access, Handler handler) {
    return new Endpoint(HttpMethods.PUT, template, access, Set.of(MediaKind.JSON), MAX_BYTES, handler);
  }

  static Endpoint delete(String template, Access access, Handler handler) {
    return new Endpoint(HttpMethods.DELETE, template, access, Set.of(), MAX_BYTES, handler);
  }

  /** The same endpoint for other kinds of body. */
  Endpoint taking(Set<MediaKind> kinds, int bytes) {
    return new Endpoint(method, template, access, kinds, bytes, handler);
  }
}
