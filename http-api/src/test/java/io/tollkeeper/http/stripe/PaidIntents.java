package io.tollkeeper.http.stripe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Payment intents at Stripe: one for each idempotency key, listed with what is known of them now. */
final class PaidIntents implements ScriptedStripe.Script {

  private final Map<String, ObjectNode> made = new LinkedHashMap<>();
  private String status = "succeeded";
  private Optional<ScriptedStripe.Reply> refusal = Optional.empty();

  /** From now on new ones are like that. */
  synchronized void answer(String next) {
    status = next;
    refusal = Optional.empty();
  }

  /** From now on this is answered instead of making any. */
  synchronized void answer(int code, String body) {
    refusal = Optional.of(new ScriptedStripe.Reply(code, body));
  }

  /** All of them are like that now. */
  synchronized void become(String next) {
    made.values().forEach(intent -> intent.put("status", next));
  }

  synchronized int made() {
    return made.size();
  }

  @Override
  public synchronized ScriptedStripe.Reply answer(ScriptedStripe.Request request) {
    if (request.method().equals("GET")) {
      var list = JsonNodeFactory.instance.objectNode().put("has_more", false);
      list.putArray("data").addAll(made.values());
      return new ScriptedStripe.Reply(200, list.toString());
    }
    return refusal.orElseGet(() -> new ScriptedStripe.Reply(200,
        made.computeIfAbsent(request.idempotencyKey(), _ -> intent(request.fields())).toString()));
  }

  private ObjectNode intent(Map<String, String> fields) {
    var intent = JsonNodeFactory.instance.objectNode().put("id", "pi_" + (made.size() + 1))
        .put("customer", fields.get("customer")).put("currency", fields.get("currency")).put("status", status)
        .put("amount", Long.parseLong(fields.getOrDefault("amount", "0"))).put("created", 1_777_636_800);
    var metadata = intent.putObject("metadata");
    fields.forEach((name, value) -> {
      if (name.startsWith("metadata[")) metadata.put(name.substring(9, name.length() - 1), value);
    });
    return intent;
  }
}
