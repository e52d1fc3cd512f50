package io.tollkeeper.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.tollkeeper.engine.entity.Inbox;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.State;
import io.tollkeeper.http.problem.Code;
import io.tollkeeper.http.problem.Malformed;
import io.tollkeeper.http.read.RequestIds;
import io.tollkeeper.http.wire.Cursors;
import io.tollkeeper.http.wire.Words;
import io.tollkeeper.http.write.StripeEventJson;

/** What came from Stripe and how far it got. */
final class StripeEventEndpoints {

  private static final Logger LOG = LoggerFactory.getLogger(StripeEventEndpoints.class);
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 500;
  private static final Map<String, State> STATES = Words.of(List.of(State.values()));
  private static final Pattern TYPE = Pattern.compile("[a-z0-9_.]{1,100}");

  private final StripeSide stripe;

  StripeEventEndpoints(StripeSide stripe) {
    this.stripe = stripe;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/stripe/events", Access.ADMIN, this::list),
        Endpoint.get("/v1/stripe/events/{event_id}", Access.ADMIN, this::show),
        Endpoint.post("/v1/stripe/events/{event_id}/replay", Access.ADMIN, this::replay));
  }

  private CompletionStage<HttpResponse> list(Call call) {
    var parameters = call.parameters();
    var filter =
        new Inbox.Filter(parameters.word("state", STATES), parameters.text("type").map(StripeEventEndpoints::type));
    var after = parameters.text("cursor").map(text -> Cursors.place(text, "/cursor"));
    var limit = (int) parameters.wholeNumber("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT);
    parameters.end();
    // One more than is asked for tells whether there is another page.
    return told(stripe.inbox().list(call.tenant(), filter, after, limit + 1),
        messages -> Responses.json(200, StripeEventJson.page(messages, limit)));
  }

  private static String type(String text) {
    if (!TYPE.matcher(text).matches()) throw Malformed.request("/type", "this is no type of an event");
    return text;
  }

  private CompletionStage<HttpResponse> show(Call call) {
    call.refuseParameters();
    return told(stripe.inbox().find(call.tenant(), id(call)), found -> found(found, call, StripeEventJson::whole));
  }

  private CompletionStage<HttpResponse> replay(Call call) {
    call.refuseParameters();
    call.fieldsIfAny().end();
    return told(stripe.replay(call.tenant(), id(call)), found -> found(found, call, StripeEventJson::entry));
  }

  private static String id(Call call) {
    return RequestIds.existing(call.variable("event_id"), "/event_id");
  }

  private static HttpResponse found(Optional<Message> message, Call call, Function<Message, byte[]> body) {
    return message.map(found -> Responses.json(200, body.apply(found))).orElseGet(
        () -> Responses.problem(Code.EVENT_NOT_FOUND, "there is no event " + call.variable("event_id")));
  }

  /** The answer, or that the store cannot be reached. */
  private static <T> CompletionStage<HttpResponse> told(CompletionStage<T> asked, Function<T, HttpResponse> answer) {
    return asked.handle((found, failure) -> {
      if (failure == null) return answer.apply(found);
      LOG.warn("the events of Stripe cannot be read: {}", failure.toString());
      return Responses.of(Told.unavailable());
    });
  }
}
