package io.tollkeeper.http;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.Answer;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.CustomerKey;
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

  /** How many bytes of metadata it carries. */
  int metadataBytes() {
    var metadata = switch (request) {
      case Request.Write(Command.Consume consume) -> consume.metadata();
      case Request.Write(Command.Reserve reserve) -> reserve.metadata();
      case Request.Write _,Request.Authorize _ -> Metadata.NONE;
    };
    return metadata.json().getBytes(StandardCharsets.UTF_8).length;
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
