package io.tollkeeper.http.write;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tollkeeper.engine.domain.Balance;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Draw;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.LimitUse;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.http.wire.Words;

/** The small parts that many answers share. */
final class Values {

  private Values() {}

  static void amount(JsonGenerator out, String name, Credits amount) throws IOException {
    out.writeStringField(name, Credits.text(amount.micros()));
  }

  /** A text, or null. */
  static void text(JsonGenerator out, String name, Optional<String> text) throws IOException {
    if (text.isPresent()) out.writeStringField(name, text.get());
    else out.writeNullField(name);
  }

  static void time(JsonGenerator out, String name, Instant time) throws IOException {
    // What is kept is kept to the microsecond at least, so the first answer must not say more than a repeat of it can.
    out.writeStringField(name, time.truncatedTo(ChronoUnit.MICROS).toString());
  }

  /** A time, or null. */
  static void time(JsonGenerator out, String name, Optional<Instant> time) throws IOException {
    if (time.isPresent()) time(out, name, time.get());
    else out.writeNullField(name);
  }

  static void end(JsonGenerator out, String name, Instant time) throws IOException {
    if (time.equals(Grant.NEVER)) out.writeNullField(name);
    else time(out, name, time);
  }

  static void balance(JsonGenerator out, Balance balance) throws IOException {
    out.writeObjectFieldStart("balance");
    amounts(out, balance, balance.available());
    out.writeEndObject();
  }

  /** The fields of a balance, with what of it can be used for the matter at hand. */
  static void amounts(JsonGenerator out, Balance balance, Credits available) throws IOException {
    amount(out, "settled", balance.settled());
    amount(out, "reserved", balance.reserved());
    amount(out, "frozen", balance.frozen());
    amount(out, "available", available);
    amount(out, "debt", balance.debt());
  }

  static void draws(JsonGenerator out, List<Draw> draws) throws IOException {
    out.writeArrayFieldStart("draws");
    for (var draw : draws) {
      out.writeStartObject();
      out.writeStringField("grant", draw.grant());
      amount(out, "amount", draw.amount());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** A limit and how much of it is used, or null. */
  static void limit(JsonGenerator out, Optional<LimitUse> limit) throws IOException {
    if (limit.isEmpty()) {
      out.writeNullField("limit");
      return;
    }
    var use = limit.get();
    out.writeObjectFieldStart("limit");
    out.writeStringField("limit", Long.toString(use.limit()));
    out.writeStringField("used", Long.toString(use.used()));
    text(out, "window", use.window().map(Words::of));
    time(out, "resets_at", use.resetsAt());
    out.writeEndObject();
  }

  static void metadata(JsonGenerator out, Metadata metadata) throws IOException {
    out.writeFieldName("metadata");
    out.writeRawValue(metadata.json().isEmpty() ? "{}" : metadata.json());
  }

  static void texts(JsonGenerator out, String name, List<String> texts) throws IOException {
    out.writeArrayFieldStart(name);
    for (var text : texts)
      out.writeString(text);
    out.writeEndArray();
  }
}
