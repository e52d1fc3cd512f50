package io.tollkeeper.http;

import java.util.stream.Collectors;

import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.ExceptionHandler;
import org.apache.pekko.http.javadsl.server.MethodRejection;
import org.apache.pekko.http.javadsl.server.Rejection;
import org.apache.pekko.http.javadsl.server.RejectionHandler;
import org.apache.pekko.http.javadsl.server.UnsupportedRequestContentTypeRejection;
import io.tollkeeper.http.problem.Code;

/** What a route that is built of directives gives up on, told as problems. */
final class Rejections {

  private Rejections() {}

  static RejectionHandler handler() {
    return RejectionHandler.newBuilder()
        .handleAll(MethodRejection.class, all -> {
          var allowed = all.stream().map(rejection -> rejection.supported().value()).distinct().sorted()
              .collect(Collectors.joining(", "));
          return Directives.complete(methodNotAllowed(allowed));
        })
        .handle(UnsupportedRequestContentTypeRejection.class,
            _ -> Directives.complete(
                Responses.problem(Code.UNSUPPORTED_MEDIA_TYPE, "The body is of a type that is not read here.")))
        .handle(Rejection.class,
            _ -> Directives.complete(Responses.problem(Code.INVALID_REQUEST, "The request is not as documented.")))
        .handleNotFound(Directives.complete(notFound()))
        .build();
  }

  static ExceptionHandler faults() {
    return ExceptionHandler.newBuilder().matchAny(thrown -> Directives.complete(Faults.answer(thrown))).build();
  }

  static HttpResponse notFound() {
    return Responses.problem(Code.NOT_FOUND, "There is nothing at this path.");
  }

  static HttpResponse methodNotAllowed(String allowed) {
    HttpHeader allow = RawHeader.create("Allow", allowed);
    return Responses.problem(Code.METHOD_NOT_ALLOWED, "Allowed: " + allowed + '.').addHeader(allow);
  }
}
