package io.tollkeeper.http;

import java.util.UUID;
import java.util.concurrent.CompletionException;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.IllegalRequestException;
import org.apache.pekko.http.scaladsl.model.IllegalUriException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.tollkeeper.http.problem.Code;
import io.tollkeeper.http.problem.Malformed;

/** What callers are told when something breaks: an id, under which the log says what it was. Nothing of the inside. */
final class Faults {

  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  private Faults() {}

  /** The answer for what was thrown while a request was answered. */
  static HttpResponse answer(Throwable thrown) {
    return switch (thrown) {
      case CompletionException wrapped when wrapped.getCause() != null -> answer(wrapped.getCause());
      case Malformed malformed -> Responses.problem(malformed.problem());
      case IllegalUriException _,IllegalRequestException _ ->
        Responses.problem(Code.INVALID_REQUEST, "The request's target or header cannot be read.");
      case Throwable fault -> internal(fault);
    };
  }

  /** The answer when a store cannot be reached. */
  static HttpResponse unavailable(Throwable fault) {
    var unwrapped = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    LOG.warn("a store could not be reached: {}", unwrapped.toString());
    return Responses.problem(Code.UNAVAILABLE, "A store cannot be reached; try again in a moment.");
  }

  private static HttpResponse internal(Throwable fault) {
    var id = UUID.randomUUID();
    LOG.error("request failed, told as {}", id, fault);
    return Responses.problem(Code.INTERNAL_ERROR,
        "The log has the cause under " + id + ". If this was a write, send it again with the same id.");
  }
}
