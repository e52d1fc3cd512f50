package io.tollkeeper.config.stripe;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The events of an account, in the order in which they happened. */
public final class Events {

  /** The version in which today's events come. */
  static final String API_VERSION = "2026-07-29.preview";

  private final Account account;
  private final List<ObjectNode> recorded = new ArrayList<>();

  Events(Account account) {
    this.account = account;
  }

  /** Records that something happened to an object, which is now as it is. */
  void record(String type, ObjectNode object) {
    record(type, object, Json.object());
  }

  /** The same with what was different before. */
  synchronized void record(String type, ObjectNode object, ObjectNode previous) {
    var event = Json.object().put("id", account.newId("evt")).put("object", "event")
        .put("api_version", API_VERSION).put("created", account.now());
    var data = event.putObject("data");
    data.set("object", object.deepCopy());
    if (!previous.isEmpty()) data.set("previous_attributes", previous.deepCopy());
    event.put("livemode", false).put("pending_webhooks", 1);
    event.putObject("request").putNull("id").putNull("idempotency_key");
    event.put("type", type);
    recorded.add(event);
    account.add(event);
  }

  /** All events so far, as Stripe sends them today. */
  public synchronized List<String> all() {
    return recorded.stream().map(ObjectNode::toString).toList();
  }

  /** All events so far, as accounts get them whose webhook has an older version. */
  public synchronized List<String> allOlder() {
    return recorded.stream().map(new OlderShape(account)::of).map(ObjectNode::toString).toList();
  }

  /** The types of all events so far. */
  public synchronized List<String> types() {
    return recorded.stream().map(event -> event.path("type").asText()).toList();
  }

  /** How many there are so far: a mark to ask for those after it. */
  public synchronized int count() {
    return recorded.size();
  }

  /** The events after such a mark. */
  public List<String> since(int mark) {
    var all = all();
    return all.subList(mark, all.size());
  }
}
