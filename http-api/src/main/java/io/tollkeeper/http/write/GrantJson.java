package io.tollkeeper.http.write;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.CustomerView;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.http.wire.JsonBody;
import io.tollkeeper.http.wire.Words;

/** Grants and adjustments. */
public final class GrantJson {

  private static final String ACTIVE = "active";
  private static final String SCHEDULED = "scheduled";
  private static final String FROZEN = "frozen";

  private GrantJson() {}

  /** A grant as it was accepted. */
  public static byte[] added(Event.GrantAdded added, Fact fact) {
    return JsonBody.object(out -> {
      out.writeFieldName("grant");
      // A grant that starts later has no entry before it starts.
      grant(out, added.grant(), added.grant().credits(), Credits.ZERO, fact.entries().isEmpty() ? SCHEDULED : ACTIVE);
      standing(out, fact);
    });
  }

  /** An adjustment as it was accepted. */
  public static byte[] adjusted(Command.Adjust command, Fact fact) {
    return JsonBody.object(out -> {
      out.writeStringField("adjustment_id", command.id());
      out.writeStringField("credits", Credits.text(command.micros()));
      Values.balance(out, fact.balance());
      Values.draws(out, fact.entries().getFirst().draws());
      out.writeNumberField("seq", fact.seq());
      Values.time(out, "at", fact.at());
    });
  }

  /** The customer's grants: those that can be spent, in the order in which they will be, then those to come. */
  static void grants(JsonGenerator out, CustomerView view) throws IOException {
    out.writeArrayFieldStart("grants");
    for (var balance : view.live())
      grant(out, balance.grant(), balance.left(), balance.held(), balance.isFrozen() ? FROZEN : ACTIVE);
    for (var grant : view.scheduled())
      grant(out, grant, grant.credits(), Credits.ZERO, SCHEDULED);
    out.writeEndArray();
  }

  private static void grant(JsonGenerator out, Grant grant, Credits left, Credits held, String status)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("grant_id", grant.id());
    Values.amount(out, "credits", grant.credits());
    Values.amount(out, "left", left);
    Values.amount(out, "held", held);
    out.writeStringField("kind", Words.of(grant.kind()));
    out.writeNumberField("priority", grant.priority());
    Values.time(out, "effective_at", grant.effectiveAt());
    Values.end(out, "expires_at", grant.expiresAt());
    out.writeArrayFieldStart("features");
    // A set has no order of its own, and equal answers are equal bytes.
    for (var feature : grant.features().stream().sorted().toList())
      out.writeString(feature);
    out.writeEndArray();
    out.writeStringField("source", grant.source());
    out.writeStringField("status", status);
    out.writeEndObject();
  }

  private static void standing(JsonGenerator out, Fact fact) throws IOException {
    Values.balance(out, fact.balance());
    out.writeNumberField("seq", fact.seq());
    Values.time(out, "at", fact.at());
  }
}
