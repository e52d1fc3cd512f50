package io.tollkeeper.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Problem;
import io.tollkeeper.engine.entity.Reply;
import io.tollkeeper.http.problem.Code;
import io.tollkeeper.http.problem.ProblemDetails;
import io.tollkeeper.http.wire.JsonBody;
import io.tollkeeper.http.write.CustomerJson;
import io.tollkeeper.http.write.ProblemJson;

/** Makes HTTP answers out of bytes. */
public final class Responses {

  private static final ContentType JSON = ContentTypes.APPLICATION_JSON;
  private static final ContentType PROBLEM = MediaTypes
      .customWithFixedCharset("application", "problem+json", HttpCharsets.UTF_8, Map.of(), false).toContentType();
  private static final HttpHeader REPLAYED = RawHeader.create("Idempotent-Replayed", "true");
  private static final HttpHeader CHALLENGE = RawHeader.create("WWW-Authenticate", "Bearer");

  private Responses() {}

  /** An answer in JSON. */
  public static HttpResponse json(int status, byte[] body) {
    return of(status, JSON, body);
  }

  /** A problem, with the headers that belong to its code. */
  public static HttpResponse problem(ProblemDetails problem) {
    return of(Told.problem(problem));
  }

  /** A problem without more to say than its code. */
  public static HttpResponse problem(Code code, String detail) {
    return problem(ProblemDetails.of(code, detail));
  }

  /** What is told, as an answer of its own. */
  static HttpResponse of(Told told) {
    var response = of(told.status(), told.problem().isPresent() ? PROBLEM : JSON, JsonBody.object(told.fields()));
    if (told.retryAfter().isPresent())
      response = response.addHeader(RawHeader.create("Retry-After", Long.toString(told.retryAfter().getAsLong())));
    if (told.problem().filter(Code.UNAUTHORIZED::equals).isPresent()) response = response.addHeader(CHALLENGE);
    return replayed(response, told.replayed());
  }

  /** What to say of a reply: the answer, or why there is none. */
  static <A> HttpResponse reply(Reply<A> reply, Function<A, HttpResponse> answered) {
    return reply instanceof Reply.Answered<A>(var answer)
        ? answered.apply(answer)
        : of(Told.reply(reply, _ -> Told.unavailable()));
  }

  /** The answer, if there is such a customer. */
  static <A> HttpResponse found(Optional<A> answer, String customer, Function<A, byte[]> body) {
    return answer.map(found -> json(200, body.apply(found)))
        .orElseGet(() -> noCustomer(customer));
  }

  static HttpResponse noCustomer(String customer) {
    return problem(Code.CUSTOMER_NOT_FOUND, "there is no customer " + customer);
  }

  static HttpResponse refusal(Outcome.Refused refused, String customer) {
    return of(Told.refused(refused, customer));
  }

  /** The customer as it is after what was asked of it, or why that was refused. */
  static HttpResponse customer(Reply<Outcome> reply, String customer) {
    return reply(reply, outcome -> switch (outcome) {
      case Outcome.Standing(var view, var _) -> json(200, CustomerJson.customer(view));
      case Outcome.Refused refused -> refusal(refused, customer);
      case Outcome.Accepted _,Outcome.Booked _,Outcome.RunStands _ ->
        throw new IllegalStateException("a change of a customer was answered with " + outcome);
    });
  }

  static HttpResponse problems(ProblemDetails problem, List<Problem> problems) {
    return of(Told.problem(problem.code(), ProblemJson.problem(problem, problems)));
  }

  static HttpResponse confirmation(String detail, List<String> noLongerOpen) {
    var problem = ProblemDetails.of(Code.CONFIRMATION_REQUIRED, detail);
    return of(Told.problem(problem.code(), ProblemJson.confirmation(problem, noLongerOpen)));
  }

  /** Says that this is the first answer to an earlier request, if it is. */
  static HttpResponse replayed(HttpResponse response, boolean replayed) {
    return replayed ? response.addHeader(REPLAYED) : response;
  }

  static HttpResponse of(int status, ContentType type, byte[] body) {
    // Nobody else has the array, so it need not be copied.
    return HttpResponse.create().withStatus(status)
        .withEntity(HttpEntities.create(type, ByteString.fromArrayUnsafe(body)));
  }
}
