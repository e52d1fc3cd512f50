package io.tollkeeper.http.write;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.Place;
import io.tollkeeper.http.wire.Cursors;
import io.tollkeeper.http.wire.JsonBody;
import io.tollkeeper.http.wire.Words;

/** Writes events of Stripe, as far as they got. */
public final class StripeEventJson {

  private StripeEventJson() {}

  /** A page of at most so many of these; if there are more of them, there is another page. */
  public static byte[] page(List<Message> messages, int limit) {
    var shown = messages.subList(0, Math.min(limit, messages.size()));
    return JsonBody.object(out -> {
      out.writeArrayFieldStart("entries");
      for (var message : shown) {
        out.writeStartObject();
        fields(out, message);
        out.writeEndObject();
      }
      out.writeEndArray();
      Values.text(out, "next_cursor", Optional.of(shown).filter(_ -> messages.size() > limit)
          .map(page -> Cursors.write(new Place(page.getLast().receivedAt(), page.getLast().id()))));
    });
  }

  /** One event without what Stripe sent. */
  public static byte[] entry(Message message) {
    return JsonBody.object(out -> fields(out, message));
  }

  /** One event with what Stripe sent, word for word. */
  public static byte[] whole(Message message) {
    return JsonBody.object(out -> {
      fields(out, message);
      out.writeStringField("payload", message.payload());
    });
  }

  private static void fields(JsonGenerator out, Message message) throws IOException {
    out.writeStringField("id", message.id());
    out.writeStringField("type", message.type());
    out.writeStringField("state", Words.of(message.state()));
    Values.text(out, "reason", given(message.reason()));
    Values.text(out, "waits_for", given(message.waitsFor()));
    Values.time(out, "created_at", message.createdAt());
    Values.time(out, "received_at", message.receivedAt());
    Values.time(out, "touched_at", message.touchedAt());
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(given -> !given.isEmpty());
  }
}
