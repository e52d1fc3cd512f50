package io.tollkeeper.http;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;
import io.tollkeeper.http.problem.Code;

/** Tells in our form what the parser of HTTP itself turns away, before there is a request. Named in {@code http.conf}. */
public final class ProblemParsingErrorHandler extends ParsingErrorHandler {

  private static final Map<Integer, Code> CODES = Stream
      .of(Code.REQUEST_TIMEOUT, Code.TOO_LARGE, Code.URI_TOO_LONG, Code.HEADERS_TOO_LARGE,
          Code.NOT_IMPLEMENTED, Code.HTTP_VERSION_NOT_SUPPORTED, Code.INVALID_REQUEST)
      .collect(Collectors.toUnmodifiableMap(Code::status, Function.identity()));

  @Override
  public HttpResponse handle(StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
    // Only the summary, and not in the log: the rest quotes the request, which may hold a key.
    return Responses.problem(CODES.getOrDefault(status.intValue(), Code.INVALID_REQUEST),
        "The request cannot be read as HTTP.");
  }
}
