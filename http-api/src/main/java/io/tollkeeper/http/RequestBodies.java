package io.tollkeeper.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.dispatch.Dispatchers;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import io.tollkeeper.http.problem.Code;
import io.tollkeeper.http.problem.ProblemDetails;

/**
 * Takes in the bodies of requests, whole. Pekko HTTP has no deadline for a body that trickles in, and a connection whose body nobody
 * reads is stuck, so every body is read here, up to a size and for a time, before a request is answered.
 */
final class RequestBodies {

  private final Duration patience;
  private final ClassicActorSystemProvider system;
  private final Executor dispatcher;
  private final Executor slow;

  RequestBodies(Duration patience, ClassicActorSystemProvider system) {
    this.patience = patience;
    this.system = system;
    this.dispatcher = system.classicSystem().dispatcher();
    this.slow = system.classicSystem().dispatchers().lookup(Dispatchers.DefaultBlockingDispatcherId());
  }

  /** What came in. */
  sealed interface Body {

    /** All of it. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Whole(byte[] bytes) implements Body {}

    /** Not all of it, so the connection is of no use any more. */
    record Cut(ProblemDetails problem) implements Body {}
  }

  /**
   * The body of this request. The stage never fails. Bodies that may be large come on threads that may be busy for seconds: it takes that
   * long to make sense of them.
   */
  CompletionStage<Body> read(HttpRequest request, int maxBytes) {
    var large = maxBytes > Endpoint.MAX_BYTES;
    if (request.entity() instanceof HttpEntity.Strict strict)
      return large
          ? CompletableFuture.supplyAsync(() -> whole(strict, maxBytes), slow)
          : CompletableFuture.completedFuture(whole(strict, maxBytes));
    // The limit of the first call is the one that says what went wrong; that of the second must not get in its way.
    return request.entity().withSizeLimit(maxBytes).toStrict(patience.toMillis(), Long.MAX_VALUE, system)
        // On a stage that was made from a Scala future, what does not name an executor runs in the common pool, which has few threads.
        .handleAsync(
            (strict, failure) -> failure == null ? whole(strict, maxBytes) : new Body.Cut(problem(failure, maxBytes)),
            large ? slow : dispatcher);
  }

  private static Body whole(HttpEntity.Strict strict, int maxBytes) {
    var data = strict.getData();
    return data.size() <= maxBytes ? new Body.Whole(data.toArrayUnsafe()) : new Body.Cut(tooLarge(maxBytes));
  }

  private static ProblemDetails problem(Throwable failure, int maxBytes) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null -> problem(wrapped.getCause(), maxBytes);
      case EntityStreamSizeException _ -> tooLarge(maxBytes);
      case TimeoutException _ -> ProblemDetails.of(Code.REQUEST_TIMEOUT, "The body did not arrive in time.");
      default -> ProblemDetails.of(Code.INVALID_REQUEST, "The body did not arrive whole.");
    };
  }

  private static ProblemDetails tooLarge(int maxBytes) {
    return ProblemDetails.of(Code.TOO_LARGE, "At most " + maxBytes + " bytes are read here.");
  }
}
