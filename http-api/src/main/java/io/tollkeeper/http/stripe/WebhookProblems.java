package io.tollkeeper.http.stripe;

import io.tollkeeper.http.wire.JsonBody;
import io.tollkeeper.http.wire.Words;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.util.ByteString;

/** What only the webhook can tell, in the form that all problems have. */
enum WebhookProblems {
  /** The tenant does not exist, or takes no events from Stripe. */
  STRIPE_NOT_CONFIGURED(503, "Stripe is not configured"),
  /** Nothing shows that this comes from Stripe, and from today. */
  INVALID_SIGNATURE(400, "The signature is not valid"),
  /** The event is about real money where none is expected, or the other way round. */
  WRONG_LIVEMODE(400, "The event is of the other mode");

  private static final ContentType PROBLEM = MediaTypes
      .customWithFixedCharset("application", "problem+json", HttpCharsets.UTF_8, Map.of(), false).toContentType();

  private final int status;
  private final String title;

  WebhookProblems(int status, String title) {
    this.status = status;
    this.title = title;
  }

  HttpResponse with(String detail) {
    var code = Words.of(this);
    var body = JsonBody.object(out -> {
      out.writeStringField("type", "/docs#" + code);
      out.writeStringField("title", title);
      out.writeNumberField("status", status);
      out.writeStringField("detail", detail);
      out.writeStringField("code", code);
    });
    return HttpResponse.create().withStatus(status).withEntity(HttpEntities.create(PROBLEM, ByteString.fromArrayUnsafe(body)));
  }
}
