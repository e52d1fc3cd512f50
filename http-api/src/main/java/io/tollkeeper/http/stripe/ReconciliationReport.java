package io.tollkeeper.http.stripe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tollkeeper.http.wire.JsonBody;
import io.tollkeeper.http.wire.Words;

/**
 * What a reconciliation has found, and what became of it.
 *
 * @param differences the first of them
 * @param all how many there are
 * @param incomplete why not everything was compared; empty if it was
 */
record ReconciliationReport(String tenant, boolean dryRun, Instant startedAt, Instant finishedAt, Checked checked,
    List<Discrepancy> differences, int all, Optional<String> incomplete) {

  ReconciliationReport {
    differences = List.copyOf(differences);
  }

  /** How much was compared. */
  record Checked(int events, int subscriptions, int invoices) {}

  /** The report of one that has come to nothing. */
  static ReconciliationReport failed(String tenant, boolean dryRun, Instant now, Throwable failure) {
    return new ReconciliationReport(tenant, dryRun, now, now, new Checked(0, 0, 0), List.of(), 0,
        Optional.of("fault: " + Reason.printable(failure.getClass().getSimpleName())));
  }

  /** The report as it is told. */
  String json() {
    return new String(JsonBody.object(this::write), StandardCharsets.UTF_8);
  }

  private void write(JsonGenerator out) throws IOException {
    out.writeBooleanField("dry_run", dryRun);
    out.writeStringField("tenant", tenant);
    out.writeStringField("started_at", startedAt.toString());
    out.writeStringField("finished_at", finishedAt.toString());
    out.writeObjectFieldStart("checked");
    out.writeNumberField("events", checked.events());
    out.writeNumberField("subscriptions", checked.subscriptions());
    out.writeNumberField("invoices", checked.invoices());
    out.writeEndObject();
    out.writeArrayFieldStart("differences");
    for (var difference : differences)
      write(out, difference);
    out.writeEndArray();
    out.writeBooleanField("truncated", all > differences.size());
    out.writeBooleanField("incomplete", incomplete.isPresent());
    if (incomplete.isPresent()) out.writeStringField("reason", incomplete.get());
    else out.writeNullField("reason");
  }

  private static void write(JsonGenerator out, Discrepancy difference) throws IOException {
    out.writeStartObject();
    out.writeStringField("kind", Words.of(difference.kind()));
    out.writeStringField("object", difference.object());
    out.writeStringField("type", difference.type());
    out.writeStringField("detail", difference.detail());
    out.writeBooleanField("repaired", difference.repaired());
    out.writeEndObject();
  }
}
