package io.tollkeeper.http.write;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tollkeeper.engine.domain.CustomerView;
import io.tollkeeper.http.wire.JsonBody;

/** Customers and what they have. */
public final class CustomerJson {

  private CustomerJson() {}

  /** The whole customer. */
  public static byte[] customer(CustomerView view) {
    return JsonBody.object(out -> {
      var profile = view.profile();
      out.writeStringField("customer", view.key().customer());
      out.writeStringField("name", profile.name());
      Values.metadata(out, profile.metadata());
      if (profile.stripeCustomer().isEmpty()) out.writeNullField("stripe_customer_id");
      else out.writeStringField("stripe_customer_id", profile.stripeCustomer());
      Values.time(out, "created_at", view.createdAt());
      AccessJson.fields(out, view);
      Values.balance(out, view.balance());
      overdraftLeft(out, view);
      GrantJson.grants(out, view);
      nextExpiry(out, view);
      ReservationJson.reservations(out, view.reservations());
      RunJson.runs(out, view.runs());
      TopUpJson.field(out, view.topUp());
      out.writeObjectFieldStart("gauges");
      for (var level : view.levels().entrySet())
        out.writeStringField(level.getKey(), level.getValue().toString());
      out.writeEndObject();
      moment(out, view);
    });
  }

  /** What the customer has to spend. */
  public static byte[] balance(CustomerView view) {
    return JsonBody.object(out -> {
      out.writeStringField("customer", view.key().customer());
      Values.amounts(out, view.balance(), view.balance().available());
      overdraftLeft(out, view);
      nextExpiry(out, view);
      GrantJson.grants(out, view);
      moment(out, view);
    });
  }

  /** That a grant has ended. */
  public static byte[] ended(String grant, CustomerView view) {
    return JsonBody.object(out -> {
      out.writeStringField("grant_id", grant);
      out.writeStringField("status", "ended");
      Values.balance(out, view.balance());
      moment(out, view);
    });
  }

  private static void overdraftLeft(JsonGenerator out, CustomerView view) throws IOException {
    // What a plan of the past allowed is not known any more.
    if (view.overdraftLeft().isPresent()) Values.amount(out, "overdraft_left", view.overdraftLeft().get());
  }

  private static void nextExpiry(JsonGenerator out, CustomerView view) throws IOException {
    var expiry = view.nextExpiry();
    if (expiry.isEmpty()) {
      out.writeNullField("next_expiry");
      return;
    }
    out.writeObjectFieldStart("next_expiry");
    Values.time(out, "at", expiry.get().at());
    Values.amount(out, "amount", expiry.get().amount());
    out.writeEndObject();
  }

  private static void moment(JsonGenerator out, CustomerView view) throws IOException {
    out.writeNumberField("seq", view.seq());
    Values.time(out, "at", view.at());
  }
}
