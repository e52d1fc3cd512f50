package io.tollkeeper.http.write;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tollkeeper.engine.domain.TopUp;

/** How a customer's credits are topped up. */
final class TopUpJson {

  private TopUpJson() {}

  static void field(JsonGenerator out, TopUp topUp) throws IOException {
    if (topUp.settings().isEmpty()) {
      out.writeNullField("auto_topup");
      return;
    }
    var settings = topUp.settings().get();
    out.writeObjectFieldStart("auto_topup");
    Values.amount(out, "threshold", settings.threshold());
    out.writeStringField("pack", settings.pack());
    out.writeNumberField("max_per_period", settings.maxPerPeriod());
    Values.text(out, "pending", topUp.open().map(TopUp.Open::id));
    out.writeNumberField("declined", topUp.declined());
    // Nothing was declined, so nothing is waited for.
    if (topUp.declined() > 0) Values.time(out, "not_before", topUp.notBefore());
    else out.writeNullField("not_before");
    out.writeEndObject();
  }
}
