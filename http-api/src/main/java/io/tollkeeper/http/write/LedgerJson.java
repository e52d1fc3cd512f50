package io.tollkeeper.http.write;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
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

  private static final String VERSION = "catalogue_version";

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
    var event = line.fact().event();
    CauseJson.cause(out, event, entry.type());
    Values.text(out, "feature", event.featureKey());
    Values.text(out, "run_id", event.runId());
    work(out, event);
    out.writeStringField("hash", entry.hash().toString());
    out.writeEndObject();
  }

  /** The publication that it was decided by, what was done at which price, and the caller's notes. */
  private static void work(JsonGenerator out, Event event) throws IOException {
    switch (event) {
      case Event.Consumed consumed -> {
        var command = consumed.command();
        out.writeNumberField(VERSION, consumed.catalogueVersion());
        price(out, consumed.price());
        quantity(out, command.demand().quantity());
        dimensions(out, command.demand().dimensions());
        if (command.occurredAt().isPresent()) Values.time(out, "occurred_at", command.occurredAt().get());
        Values.metadata(out, command.metadata());
      }
      case Event.Reserved reserved -> {
        var command = reserved.command();
        out.writeNumberField(VERSION, reserved.reservation().catalogueVersion());
        price(out, reserved.price());
        quantity(out, command.demand().quantity());
        dimensions(out, command.demand().dimensions());
        Values.metadata(out, command.metadata());
      }
      case Event.Settled settled -> {
        var command = settled.command();
        out.writeNumberField(VERSION, settled.reservation().catalogueVersion());
        if (settled.price().isPresent()) price(out, settled.price().get());
        if (command.quantity().isPresent()) quantity(out, command.quantity().get());
        if (!command.dimensions().isEmpty()) dimensions(out, command.dimensions());
        Values.metadata(out, Metadata.NONE);
      }
      case Event.Extended extended -> noWork(out, extended.reservation().catalogueVersion());
      case Event.Released released -> noWork(out, released.reservation().catalogueVersion());
      case Event.ReservationExpired(var ended, var _) -> noWork(out, ended.catalogueVersion());
      case Event.Refunded refunded -> noWork(out, refunded.catalogueVersion());
      case Event.PlanAssigned(var subscription, var _) -> noWork(out, subscription.version());
      case Event.PeriodStarted(var subscription, var _, var _) -> noWork(out, subscription.version());
      case Event.CreditsIncluded included -> noWork(out, included.catalogueVersion());
      case Event.PeriodPaid paid -> noWork(out, paid.command().terms().version());
      case Event.SubscriptionPut _,Event.Reversed _,Event.TopUpChanged _,Event.CustomerPut _,Event.GrantAdded _,Event.GrantStarted _,Event.GrantExpired _,Event.GrantVoided _,Event.AdjustedUp _,Event.AdjustedDown _,Event.GaugeMoved _,Event.RunOpened _,Event.BudgetRaised _,Event.RunsEnded _,Event.PlanAhead _,Event.PlanEnded _,Event.OverridePut _,Event.OverrideRemoved _,Event.Suspended _,Event.Resumed _ -> {
        out.writeNullField(VERSION);
        Values.metadata(out, Metadata.NONE);
      }
    }
  }

  private static void noWork(JsonGenerator out, int version) throws IOException {
    out.writeNumberField(VERSION, version);
    Values.metadata(out, Metadata.NONE);
  }

  private static void quantity(JsonGenerator out, long quantity) throws IOException {
    out.writeNumberField("quantity", quantity);
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
