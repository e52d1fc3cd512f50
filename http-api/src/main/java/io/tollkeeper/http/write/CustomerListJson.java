package io.tollkeeper.http.write;

import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.Terms;
import io.tollkeeper.engine.entity.Roster.Entry;
import io.tollkeeper.http.wire.JsonBody;

/** Writes lists of customers. */
public final class CustomerListJson {

  private CustomerListJson() {}

  /** A page of at most so many of these; if there are more of them, there is another page. */
  public static byte[] page(List<Entry> customers, int limit) {
    var shown = customers.subList(0, Math.min(limit, customers.size()));
    return JsonBody.object(out -> {
      out.writeArrayFieldStart("entries");
      for (var entry : shown) {
        out.writeStartObject();
        out.writeStringField("customer", entry.customer());
        Values.text(out, "stripe_customer_id", entry.line().payer());
        Values.text(out, "plan", entry.line().terms().map(Terms::plan));
        out.writeEndObject();
      }
      out.writeEndArray();
      Values.text(out, "next_cursor",
          Optional.of(shown).filter(_ -> customers.size() > limit).map(page -> page.getLast().customer()));
    });
  }
}
