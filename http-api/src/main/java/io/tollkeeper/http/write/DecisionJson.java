package io.tollkeeper.http.write;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tollkeeper.engine.domain.Answer;
import io.tollkeeper.engine.domain.IdSpace;
import io.tollkeeper.engine.domain.Name;
import io.tollkeeper.engine.domain.Refusal;
import io.tollkeeper.engine.domain.UsageView;
import io.tollkeeper.http.problem.Refusals;
import io.tollkeeper.http.wire.JsonBody;
import io.tollkeeper.http.wire.Words;

/** Decisions: what is answered to everything that is, was or will be charged. */
public final class DecisionJson {

  private static final String ALLOWED = "allowed";
  private static final String REFUNDED = "refunded";

  private DecisionJson() {}

  /** The fields of the decision. */
  public static JsonBody.Content decision(Answer answer) {
    return out -> decision(out, answer);
  }

  /** A charge as it was answered, and what was given back of it since. */
  public static byte[] usage(UsageView usage) {
    return JsonBody.object(out -> {
      decision(out, usage.answer());
      Values.amount(out, REFUNDED, usage.refunded());
    });
  }

  static void decision(JsonGenerator out, Answer answer) throws IOException {
    out.writeBooleanField(ALLOWED, answer.allowed());
    out.writeStringField("code", answer.refusal().map(refusal -> Refusals.code(refusal).wire()).orElse(ALLOWED));
    rest(out, answer);
  }

  /** What follows the code. */
  static void rest(JsonGenerator out, Answer answer) throws IOException {
    out.writeStringField("customer", answer.customer().customer());
    Values.text(out, "feature", answer.feature());
    ids(out, answer);
    Values.amount(out, "charged", answer.charged());
    Values.amount(out, "uncollected", answer.uncollected());
    Values.draws(out, answer.draws());
    out.writeObjectFieldStart("balance");
    Values.amounts(out, answer.balance(), answer.after().available());
    out.writeEndObject();
    if (answer.after().low()) out.writeBooleanField("low_balance", true);
    Values.limit(out, answer.after().limit());
    if (answer.required().isPresent()) Values.amount(out, "required", answer.required().get());
    else out.writeNullField("required");
    if (answer.reservation().isPresent()) {
      out.writeObjectFieldStart("reservation");
      ReservationJson.fields(out, answer.reservation().get());
      out.writeEndObject();
    }
    if (answer.refunded().isPresent()) Values.amount(out, REFUNDED, answer.refunded().get());
    if (answer.level().isPresent()) out.writeStringField("level", answer.level().get().toString());
    out.writeNumberField("catalogue_version", answer.catalogueVersion());
    out.writeNumberField("seq", answer.seq());
    Values.time(out, "at", answer.at());
    if (answer.refusal().isPresent())
      deniedBy(out, answer.refusal().get(), answer.customer().customer(), answer.run());
  }

  private static void ids(JsonGenerator out, Answer answer) throws IOException {
    if (answer.name().isPresent()) out.writeStringField(idName(answer.name().get()), answer.name().get().id());
    // Beside the id of a refund; everything else about a reservation has its id as the name.
    if (answer.reservation().isPresent() && answer.name().filter(name -> name.space() == IdSpace.RESERVATION).isEmpty())
      out.writeStringField("reservation_id", answer.reservation().get().id());
  }

  private static String idName(Name name) {
    return switch (name.space()) {
      case USAGE -> "usage_id";
      case RESERVATION -> "reservation_id";
      case REFUND -> "refund_id";
      case GRANT, GRANT_END, ADJUSTMENT, SETTLE, EXTEND, RESOLUTION, REFUND_OF_USAGE, REFUND_OF_RESERVATION, RUN,
          BUDGET, RUN_END, RUN_CHANGE ->
        throw new IllegalStateException("no decision is about " + name);
    };
  }

  /** Which rule said no, and whose it is. */
  static void deniedBy(JsonGenerator out, Refusal refusal, String customer, Optional<String> run) throws IOException {
    out.writeObjectFieldStart("denied_by");
    out.writeStringField("rule", Words.of(refusal.rule()));
    out.writeStringField("level", run.isPresent() ? "run" : "customer");
    out.writeStringField("id", run.orElse(customer));
    out.writeEndObject();
  }
}
