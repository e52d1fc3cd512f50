package io.tollkeeper.config.stripe;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What was answered to calls with an idempotency key: a repeat gets the same, and nothing is done again. */
final class Repeats {

  private final Map<String, Remembered> remembered = new HashMap<>();

  /** An answer as it goes over the wire. */
  record Answer(int status, String body) {}

  private record Remembered(String call, Answer answer) {}

  /** The first answer to this call, or the same again. */
  synchronized Answer once(ApiCall call, Supplier<Answer> first) {
    if (call.idempotencyKey().isEmpty() || !call.isPost()) return first.get();
    var content = call.target() + call.form().fields();
    var known = remembered.computeIfAbsent(call.idempotencyKey(), _ -> new Remembered(content, first.get()));
    if (!known.call().equals(content)) throw new StripeError(400, "idempotency_error", "idempotency_key_reused");
    return known.answer();
  }
}
