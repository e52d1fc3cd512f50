package io.tollkeeper.http.write;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Problem;
import io.tollkeeper.http.problem.ProblemDetails;
import io.tollkeeper.http.wire.JsonBody;

/** Problems in the form of RFC 9457: the fields of each. */
public final class ProblemJson {

  private ProblemJson() {}

  /** The problem alone. */
  public static JsonBody.Content problem(ProblemDetails problem) {
    return out -> head(out, problem);
  }

  /** The problem and the features that customers would lose. */
  public static JsonBody.Content confirmation(ProblemDetails problem, List<String> noLongerOpen) {
    return out -> {
      head(out, problem);
      Values.texts(out, "no_longer_open", noLongerOpen);
    };
  }

  /** The problem and a list of all that is wrong with a document. */
  public static JsonBody.Content problem(ProblemDetails problem, List<Problem> problems) {
    return out -> {
      head(out, problem);
      out.writeArrayFieldStart("problems");
      for (var one : problems) {
        out.writeStartObject();
        out.writeStringField("path", one.path());
        out.writeStringField("message", one.message());
        out.writeStringField("hint", one.hint());
        out.writeEndObject();
      }
      out.writeEndArray();
    };
  }

  /**
   * The problem that a refusal is, with the decision where work was asked for.
   *
   * @param run the run that says no, where no decision tells it
   */
  public static JsonBody.Content refusal(ProblemDetails problem, Outcome.Refused refused, String customer,
      Optional<String> run) {
    return out -> {
      head(out, problem);
      if (refused.answer().isPresent()) {
        out.writeBooleanField("allowed", false);
        DecisionJson.rest(out, refused.answer().get());
      } else {
        out.writeStringField("customer", customer);
        out.writeNumberField("seq", refused.seq());
        DecisionJson.deniedBy(out, refused.refusal(), customer, run);
      }
      if (refused.refundable().isPresent()) Values.amount(out, "refundable", refused.refundable().get());
      if (refused.first().isPresent()) {
        out.writeObjectFieldStart("first");
        DecisionJson.decision(out, refused.first().get());
        out.writeEndObject();
      }
    };
  }

  private static void head(JsonGenerator out, ProblemDetails problem) throws IOException {
    var code = problem.code();
    out.writeStringField("type", code.type());
    out.writeStringField("title", code.title());
    out.writeNumberField("status", code.status());
    out.writeStringField("detail", problem.detail());
    out.writeStringField("code", code.wire());
    if (problem.pointer().isPresent()) out.writeStringField("pointer", problem.pointer().get());
  }
}
