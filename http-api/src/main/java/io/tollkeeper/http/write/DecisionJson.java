package io.tollkeeper.http.write;

import java.io.IOException;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tollkeeper.engine.domain.Answer;
import io.tollkeeper.engine.domain.Refusal;
import io.tollkeeper.http.problem.Refusals;
import io.tollkeeper.http.wire.JsonBody;

/** Decisions: what {@code authorize} and {@code consume} answer. */
public final class DecisionJson {

  private static final String ALLOWED = "allowed";

  private DecisionJson() {}

  /** The decision. */
  public static byte[] decision(Answer answer) {
    return JsonBody.object(out -> decision(out, answer));
  }

  /** A charge as it was answered, and what was given back of it since. */
  public static byte[] usage(Answer answer) {
    return JsonBody.object(out -> {
      decision(out, answer);
      // Nothing can be given back yet.
      out.writeStringField("refunded", "0");
    });
  }

  private static void decision(JsonGenerator out, Answer answer) throws IOException {
    out.writeBooleanField(ALLOWED, answer.allowed());
    out.writeStringField("code", answer.refusal().map(refusal -> Refusals.code(refusal).wire()).orElse(ALLOWED));
    rest(out, answer);
  }

  /** What follows the code. */
  static void rest(JsonGenerator out, Answer answer) throws IOException {
    out.writeStringField("customer", answer.customer().customer());
    out.writeStringField("feature", answer.feature());
    if (answer.usage().isPresent()) out.writeStringField("usage_id", answer.usage().get());
    Values.amount(out, "charged", answer.charged());
    Values.amount(out, "uncollected", answer.uncollected());
    Values.draws(out, answer.draws());
    out.writeObjectFieldStart("balance");
    Values.amounts(out, answer.balance(), answer.available());
    out.writeEndObject();
    // No feature has a limit yet.
    out.writeNullField("limit");
    if (answer.required().isPresent()) Values.amount(out, "required", answer.required().get());
    else out.writeNullField("required");
    out.writeNumberField("catalogue_version", answer.catalogueVersion());
    out.writeNumberField("seq", answer.seq());
    Values.time(out, "at", answer.at());
    if (answer.refusal().isPresent()) deniedBy(out, answer.refusal().get(), answer.customer().customer());
  }

  /** Which rule said no, and whose it is. */
  static void deniedBy(JsonGenerator out, Refusal refusal, String customer) throws IOException {
    out.writeObjectFieldStart("denied_by");
    out.writeStringField("rule", refusal.rule().name().toLowerCase(Locale.ROOT));
    out.writeStringField("level", "customer");
    out.writeStringField("id", customer);
    out.writeEndObject();
  }
}
