package io.tollkeeper.http;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.Answer;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.Request;
import io.tollkeeper.http.write.DecisionJson;

/**
 * One thing that a caller asks for, alone or as a part of a batch.
 *
 * @param customer who it is for
 * @param request what the engine is asked
 * @param status with which a yes is told
 */
record Operation(CustomerKey customer, Request.Operation request, int status) {

  /** Asks for it alone. */
  CompletionStage<Told> ask(Engine engine) {
    return switch (request) {
      case Request.Authorize authorize ->
        engine.ask(customer, authorize).thenApply(reply -> Told.reply(reply, this::decision));
      case Request.Write write -> engine.ask(customer, write).thenApply(reply -> Told.reply(reply, this::outcome));
    };
  }

  /** What is told of its result as a part of a batch. */
  Told result(Request.Result result) {
    return switch (result) {
      case Request.Result.Authorized(var answer) -> decision(answer);
      case Request.Result.Written(var outcome) -> outcome(outcome);
      case Request.Result.Unavailable _ -> Told.unavailable();
    };
  }

  /** About how many bytes of the caller's own it carries, beside what any operation takes. */
  int bytes() {
    return switch (request) {
      case Request.Write(Command.Consume consume) -> bytes(consume.demand().dimensions()) + bytes(consume.metadata());
      case Request.Write(Command.Reserve reserve) -> bytes(reserve.demand().dimensions()) + bytes(reserve.metadata());
      case Request.Write(Command.Settle settle) -> bytes(settle.dimensions());
      case Request.Authorize authorize -> bytes(authorize.demand().dimensions());
      case Request.Write _ -> 0;
    };
  }

  private static int bytes(Dimensions dimensions) {
    var bytes = 0;
    for (var word : dimensions.words().entrySet())
      bytes += word.getKey().length() + bytes(word.getValue());
    for (var total : dimensions.totals().entrySet())
      bytes += total.getKey().length() + total.getValue().precision();
    return bytes;
  }

  private static int bytes(Metadata metadata) {
    return bytes(metadata.json());
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private Told outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted(var answer, var replayed) -> decision(answer).replayed(replayed);
      case Outcome.Refused refused -> Told.refused(refused, customer.customer());
      case Outcome.Booked _,Outcome.RunStands _,Outcome.Standing _ ->
        throw new IllegalStateException(request + " was answered with " + outcome);
    };
  }

  private Told decision(Answer answer) {
    return Told.answer(status, DecisionJson.decision(answer));
  }
}
