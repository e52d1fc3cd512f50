package io.tollkeeper.config.demo;

import io.tollkeeper.config.demo.EngineClient.Answer;

/** The second part of the story: an agent with a budget calls tools. One loses its answer, one times out, one fails. */
final class AgentStory {

  private static final String RUN = "trip-planner";

  private final EngineClient engine;
  private final Telling telling;
  private final String customer;

  AgentStory(EngineClient engine, Telling telling, String customer) {
    this.engine = engine;
    this.telling = telling;
    this.customer = customer;
  }

  void tell() {
    begin();
    search();
    timeOut();
    fail();
    close();
  }

  private void begin() {
    telling.begin("An agent begins a run");
    engine.put("/v1/customers/" + customer, "{\"name\":\"Ada's agent\"}");
    engine.post("/v1/customers/" + customer + "/grants", "{\"grant_id\":\"prepaid\",\"credits\":\"100\"}");
    var run = engine.post("/v1/runs", body("\"run_id\":\"" + RUN + "\",\"budget\":\"60\""));
    telling.expect(run.status() == 201 && run.text("budget").equals("60"), "a run with a budget of 60", run);
    telling.end("it may spend 60 of the 100; a second of a tool costs 2");
  }

  private void search() {
    telling.begin("It wants to search for 10 seconds");
    var held = reserve("search", 10, 60);
    telling.expect(held.status() == 201 && held.available().equals("80"), "20 held, 80 available", held);
    telling.end("20 held, 80 available");

    telling.begin("The search took 6 seconds");
    var settle = body("\"reservation_id\":\"search\",\"dimensions\":{\"seconds\":6}");
    var first = engine.post("/v1/settle", settle);
    telling.expect(first.status() == 200 && first.text("charged").equals("12") && first.available().equals("88"),
        "12 charged, 88 available", first);
    var again = engine.post("/v1/settle", settle);
    telling.expect(again.replayed() && again.text().equals(first.text()), "the first answer, byte for byte", again);
    telling.end("12 charged, 8 come back; settled again: the same answer");
  }

  private void timeOut() {
    telling.begin("A second tool hangs");
    var held = reserve("browse", 10, 1);
    telling.expect(held.status() == 201 && held.available().equals("68"), "20 more held", held);
    var end = System.nanoTime() + 10_000_000_000L;
    var seen = reservation("browse");
    while (!seen.text("status").equals("expired") && System.nanoTime() < end) {
      Telling.pause(100);
      seen = reservation("browse");
    }
    telling.expect(seen.text("status").equals("expired"), "an expired reservation", seen);
    var balance = engine.get("/v1/customers/" + customer + "/balance");
    telling.expect(balance.text("available").equals("88"), "88 available", balance);
    telling.end("its hold of 20 ends by itself: 88 available");

    telling.begin("It was slow, and reports 5 seconds");
    var late = engine.post("/v1/settle", body("\"reservation_id\":\"browse\",\"dimensions\":{\"seconds\":5}"));
    telling.expect(late.status() == 200 && late.text("charged").equals("10") && late.available().equals("78"),
        "10 charged late", late);
    telling.end("10 charged late: work that was done is never lost");
  }

  private void fail() {
    telling.begin("A third tool fails");
    reserve("book", 10, 60);
    var released = engine.post("/v1/release", body("\"reservation_id\":\"book\""));
    telling.expect(
        released.status() == 200 && released.text("charged").equals("0") && released.available().equals("78"),
        "nothing charged", released);
    telling.end("released: nothing is charged");

    telling.begin("The agent wants 20 seconds more");
    var refused = reserve("again", 20, 60);
    telling.expect(refused.status() == 402 && refused.text("code").equals("run_budget_exceeded")
        && refused.body().path("denied_by").path("id").asText().equals(RUN), "402: the run's budget", refused);
    telling.end("402 run_budget_exceeded: 40 required, 38 left of 60");
  }

  private void close() {
    telling.begin("The run is closed");
    var closed = engine.post("/v1/runs/close", body("\"run_id\":\"" + RUN + "\""));
    telling.expect(closed.status() == 200 && closed.text("spent").equals("22") && closed.text("reserved").equals("0"),
        "22 spent, nothing reserved", closed);
    telling.end("22 spent, nothing held, every credit accounted for");
  }

  private Answer reserve(String reservation, int seconds, int ttlSeconds) {
    return engine.post("/v1/reserve",
        body("\"reservation_id\":\"" + reservation + "\",\"feature\":\"tool_call\",\"run_id\":\""
            + RUN + "\",\"dimensions\":{\"seconds\":" + seconds + "},\"ttl_seconds\":" + ttlSeconds));
  }

  private Answer reservation(String id) {
    return engine.get("/v1/customers/" + customer + "/reservations/" + id);
  }

  private String body(String fields) {
    return "{\"customer\":\"" + customer + "\"," + fields + '}';
  }
}
