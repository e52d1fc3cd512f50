package io.tollkeeper.http.write;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.Price;
import io.tollkeeper.engine.entity.History;
import io.tollkeeper.http.wire.Cursors;
import io.tollkeeper.http.wire.JsonBody;
import io.tollkeeper.http.wire.Words;

/** Pages of a ledger. */
public final class LedgerJson {

  private static final String STRIPE = "stripe";

  private LedgerJson() {}

  /** A page, newest first. */
  public static byte[] page(History.Page page) {
    return JsonBody.object(out -> {
      out.writeArrayFieldStart("entries");
      for (var line : page.lines())
        line(out, line);
      out.writeEndArray();
      if (page.next().isPresent()) out.writeStringField("next_cursor", Cursors.write(page.next().get()));
      else out.writeNullField("next_cursor");
      out.writeNumberField("seq", page.seq());
    });
  }

  private static void line(JsonGenerator out, History.Line line) throws IOException {
    var entry = line.entry();
    out.writeStartObject();
    out.writeNumberField("seq", entry.seq());
    Values.time(out, "at", line.fact().at());
    out.writeStringField("type", Words.of(entry.type()));
    out.writeStringField("amount", Credits.text(entry.amountMicros()));
    Values.balance(out, entry.balance());
    Values.draws(out, entry.draws());
    switch (line.fact().event()) {
      case Event.Consumed consumed -> consumed(out, consumed);
      case Event.GrantAdded(var command, var grant) -> {
        cause(out, grant.source().startsWith(STRIPE) ? STRIPE : "api", "grant_id", grant.id());
        noWork(out, command.reason());
      }
      case Event.GrantStarted(var grant) -> {
        cause(out, grant.startsWith(STRIPE + ':') ? STRIPE : "api", "grant_id", grant);
        noWork(out, "");
      }
      case Event.GrantExpired(var grant) -> {
        cause(out, "expired", "grant_id", grant);
        noWork(out, "");
      }
      case Event.GrantVoided(var grant, var reason) -> {
        cause(out, "void", "grant_id", grant);
        noWork(out, reason);
      }
      case Event.AdjustedUp(var command, var _) -> adjusted(out, command);
      case Event.AdjustedDown(var command) -> adjusted(out, command);
      case Event.CustomerPut _ -> throw new IllegalStateException("a profile is no entry of the ledger");
    }
    out.writeStringField("hash", entry.hash().toString());
    out.writeEndObject();
  }

  private static void cause(JsonGenerator out, String cause, String idName, String id) throws IOException {
    out.writeStringField("cause", cause);
    out.writeStringField(idName, id);
  }

  private static void adjusted(JsonGenerator out, Command.Adjust command) throws IOException {
    cause(out, "adjustment", "adjustment_id", command.id());
    noWork(out, command.reason());
  }

  private static void noWork(JsonGenerator out, String reason) throws IOException {
    if (!reason.isEmpty()) out.writeStringField("reason", reason);
    out.writeNullField("feature");
    out.writeNullField("run_id");
    out.writeNullField("catalogue_version");
    Values.metadata(out, Metadata.NONE);
  }

  private static void consumed(JsonGenerator out, Event.Consumed consumed) throws IOException {
    var command = consumed.command();
    cause(out, "usage", "usage_id", command.id());
    out.writeStringField("feature", command.demand().feature());
    if (command.run().isPresent()) out.writeStringField("run_id", command.run().get());
    else out.writeNullField("run_id");
    out.writeNumberField("catalogue_version", consumed.catalogueVersion());
    price(out, consumed.price());
    out.writeNumberField("quantity", command.demand().quantity());
    dimensions(out, command.demand().dimensions());
    if (command.occurredAt().isPresent()) Values.time(out, "occurred_at", command.occurredAt().get());
    Values.metadata(out, command.metadata());
  }

  private static void price(JsonGenerator out, Price price) throws IOException {
    out.writeObjectFieldStart("price");
    out.writeStringField("basis", Words.of(price.basis()));
    if (price.basis() == Price.Basis.RULE) out.writeNumberField("rule", price.rule());
    if (price.credits().isPresent()) out.writeStringField("credits", price.credits().get().toString());
    if (!price.per().isEmpty()) {
      out.writeObjectFieldStart("per");
      for (var rate : price.per().entrySet())
        out.writeStringField(rate.getKey(), rate.getValue().toString());
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static void dimensions(JsonGenerator out, Dimensions dimensions) throws IOException {
    out.writeObjectFieldStart("dimensions");
    for (var word : dimensions.words().entrySet())
      out.writeStringField(word.getKey(), word.getValue());
    for (var total : dimensions.totals().entrySet()) {
      out.writeFieldName(total.getKey());
      out.writeNumber(total.getValue().toPlainString());
    }
    out.writeEndObject();
  }
}
