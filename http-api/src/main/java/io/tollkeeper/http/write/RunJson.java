package io.tollkeeper.http.write;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.Run;
import io.tollkeeper.http.wire.JsonBody;
import io.tollkeeper.http.wire.Words;

/** Runs. */
public final class RunJson {

  private RunJson() {}

  /** A run, and the number of the customer's last ledger entry. */
  public static byte[] run(Run run, long seq) {
    return JsonBody.object(out -> {
      fields(out, run);
      out.writeNumberField("seq", seq);
    });
  }

  /** Those that are open. */
  static void runs(JsonGenerator out, Iterable<Run> runs) throws IOException {
    out.writeArrayFieldStart("runs");
    for (var run : runs) {
      out.writeStartObject();
      fields(out, run);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void fields(JsonGenerator out, Run run) throws IOException {
    out.writeStringField("run_id", run.id());
    Values.text(out, "parent_run_id", run.parent());
    Values.amount(out, "budget", run.budget());
    Values.amount(out, "spent", run.spent());
    Values.amount(out, "reserved", run.reserved());
    out.writeStringField("status", Words.of(run.status()));
    Values.time(out, "expires_at", run.expiresAt());
    if (!run.metadata().equals(Metadata.NONE)) Values.metadata(out, run.metadata());
  }
}
