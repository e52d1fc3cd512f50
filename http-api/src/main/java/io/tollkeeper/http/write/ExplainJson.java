package io.tollkeeper.http.write;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tollkeeper.engine.domain.Explanation;
import io.tollkeeper.http.problem.Refusals;
import io.tollkeeper.http.wire.JsonBody;
import io.tollkeeper.http.wire.Words;

/** Why something may or may not be done. */
public final class ExplainJson {

  private ExplainJson() {}

  /** What each rule says, and the decision that follows. */
  public static byte[] explanation(Explanation explanation) {
    return JsonBody.object(out -> {
      out.writeArrayFieldStart("rules");
      for (var finding : explanation.findings())
        rule(out, finding);
      out.writeEndArray();
      out.writeObjectFieldStart("decision");
      DecisionJson.decision(out, explanation.answer());
      out.writeEndObject();
    });
  }

  private static void rule(JsonGenerator out, Explanation.Finding finding) throws IOException {
    out.writeStartObject();
    out.writeStringField("rule", Words.of(finding.rule()));
    out.writeBooleanField("passed", finding.refusal().isEmpty());
    Values.text(out, "code", finding.refusal().map(refusal -> Refusals.code(refusal).wire()));
    out.writeStringField("detail", finding.detail());
    out.writeEndObject();
  }
}
