package io.tollkeeper.config.demo;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.IntStream;

import io.tollkeeper.config.demo.EngineClient.Answer;

/** The story, step by step. Each step says what happened, or throws an {@link IllegalStateException} that says what should have. */
final class Story {

  private static final String FEATURE = "image_generation";
  private static final String PACK = "credits_500";
  private static final String CATALOGUE = """
      { "features": { "image_generation": { "kind": "metered", "cost": { "credits": 10 } },
                      "tool_call": { "kind": "metered", "cost": { "per": { "seconds": 2 } } } },
        "packs": { "credits_500": { "stripe_prices": ["price_pack_500"], "credits": 500 } } }""";
  private static final int RACERS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EngineAddress address;
  private final EngineClient engine;
  private final String secret;
  private final Clock clock;
  private final Telling telling;
  private final String customer;
  private final String event;

  Story(EngineAddress address, String secret, boolean livemode, Clock clock, PrintStream out) {
    this.address = address;
    this.engine = new EngineClient(address);
    this.secret = secret;
    this.clock = clock;
    this.telling = new Telling(out);
    var run = Long.toString(clock.millis(), 36);
    this.customer = "demo-" + run;
    this.event = new Purchase(run, customer, PACK, livemode, clock.instant()).event();
  }

  void tell() {
    var published = engine.publish(CATALOGUE);
    telling.out().printf("Tollkeeper at %s, customer %s%n%n", address, customer);
    publishAndGreet(published);
    buy();
    consume();
    race();
    runDry();
    deliverAgain();
    explain();
    telling.out().println();
    new AgentStory(engine, telling, customer + "-agent").tell();
  }

  private void publishAndGreet(Answer published) {
    telling.begin("The catalogue is published");
    telling.expect(published.status() < 300, "a version", published);
    telling.end("version " + published.text("version") + ": an image costs 10 credits, a pack brings 500");

    telling.begin("A customer is created");
    var created = engine.put("/v1/customers/" + customer, "{\"name\":\"Ada of the demo\"}");
    telling.expect(created.status() == 201 && created.available().equals("0"), "a new customer without credits",
        created);
    telling.end("with nothing to spend");

    telling.begin("Welcome credits are granted");
    var granted = engine.post("/v1/customers/" + customer + "/grants",
        "{\"grant_id\":\"welcome\",\"credits\":\"100\",\"kind\":\"promotional\",\"expires_after\":\"P30D\"}");
    telling.expect(granted.status() == 201 && granted.available().equals("100"), "100 available", granted);
    telling.end("100, for 30 days");
  }

  private void buy() {
    telling.begin("Stripe reports a paid checkout");
    var delivered = deliver();
    if (delivered.text("code").equals("stripe_not_configured"))
      throw new IllegalStateException(
          "the node has no webhook secret: start it with STRIPE_WEBHOOK_SECRETS set as here");
    if (delivered.text("code").equals("invalid_signature"))
      throw new IllegalStateException("the node was started with another secret in STRIPE_WEBHOOK_SECRETS");
    telling.expect(delivered.status() == 200, "200", delivered);
    var balance = engine.get("/v1/customers/" + customer + "/balance");
    var end = clock.instant().plus(PATIENCE);
    while (!balance.text("available").equals("600") && clock.instant().isBefore(end)) {
      Telling.pause(50);
      balance = engine.get("/v1/customers/" + customer + "/balance");
    }
    telling.expect(balance.text("available").equals("600"),
        "600 available within " + PATIENCE.toSeconds() + " s (a node with STRIPE_API_KEY would look the session up)",
        balance);
    telling.end("signed event accepted: 500 more, 600 available");
  }

  private void consume() {
    telling.begin("\"May they make 10 images?\"");
    var may = engine.post("/v1/authorize", work("\"quantity\":10"));
    telling.expect(may.status() == 200 && may.body().path("allowed").asBoolean() && may.text("required").equals("100"),
        "allowed, 100 required", may);
    telling.end("yes: 100 required, 600 available; nothing is taken");

    telling.begin("They make 10 images");
    var images = work("\"usage_id\":\"images-1\",\"quantity\":10");
    var first = engine.post("/v1/consume", images);
    telling.expect(first.status() == 200 && first.text("charged").equals("100") && first.available().equals("500"),
        "100 charged, 500 left", first);
    telling.end("100 charged, what expires first is spent first; 500 left");

    telling.begin("The same again, as after a timeout");
    var again = engine.post("/v1/consume", images);
    telling.expect(again.replayed() && again.status() == 200 && again.text().equals(first.text()),
        "the first answer, byte for byte", again);
    telling.end("the first answer, byte for byte: nothing is charged twice");

    telling.begin("The same id for 11 images");
    var other = engine.post("/v1/consume", work("\"usage_id\":\"images-1\",\"quantity\":11"));
    telling.expect(other.status() == 422 && other.text("code").equals("id_reused"), "422 id_reused", other);
    telling.end("422 id_reused: nothing happens");
  }

  private void race() {
    telling.begin(RACERS + " at once want 75 of the 500");
    var racers = IntStream.rangeClosed(1, RACERS)
        .mapToObj(i -> engine.begin("/v1/consume",
            work(String.format(Locale.ROOT, "\"usage_id\":\"race-%02d\",\"credits\":\"75\"", i))))
        .toList();
    var answers = racers.stream().map(EngineClient::join).toList();
    var accepted = answers.stream().filter(answer -> answer.status() == 200).count();
    var refused = answers.stream()
        .filter(answer -> answer.status() == 402 && answer.text("code").equals("insufficient_credits")).count();
    if (accepted != 6 || refused != RACERS - 6)
      throw telling.surprise("6 accepted and 14 refused", accepted + " accepted and " + refused + " refused");
    telling.end("6 accepted, 14 refused: 450 charged, never below zero");
  }

  private void runDry() {
    telling.begin("One more wants 75");
    var refused = engine.post("/v1/consume", work("\"usage_id\":\"late-1\",\"credits\":\"75\""));
    telling.expect(refused.status() == 402 && refused.text("required").equals("75") && refused.available().equals("50"),
        "402: 75 required, 50 available", refused);
    telling.end("402 insufficient_credits: 75 required, 50 available");

    telling.begin("It takes what there is");
    var capped =
        engine.post("/v1/consume", work("\"usage_id\":\"late-1\",\"credits\":\"75\",\"on_insufficient\":\"cap\""));
    telling.expect(
        capped.status() == 200 && capped.text("charged").equals("50") && capped.text("uncollected").equals("25"),
        "50 charged, 25 uncollected", capped);
    telling.end("50 charged, 25 uncollected; a refused id may be used again");
  }

  private void deliverAgain() {
    telling.begin("Stripe delivers its event again");
    var before = engine.get("/v1/customers/" + customer + "/balance");
    var again = deliver();
    telling.expect(again.status() == 200, "200", again);
    var after = engine.get("/v1/customers/" + customer + "/balance");
    telling.expect(after.text("seq").equals(before.text("seq")) && after.text("available").equals("0"),
        "no new entry in the ledger", after);
    telling.end("200, and nothing is granted twice");
  }

  private void explain() {
    telling.begin("\"Where did my credits go?\"");
    var ledger = engine.get("/v1/customers/" + customer + "/ledger");
    var statement = new Statement(ledger.body());
    var settled = new BigDecimal(engine.get("/v1/customers/" + customer + "/balance").text("settled"));
    if (statement.size() != 11 || statement.sum().compareTo(settled) != 0)
      throw telling.surprise("11 entries that add up to the balance",
          statement.size() + " that add up to " + statement.sum());
    var charge = statement.charge("images-1");
    var price = charge.path("price");
    if (charge.path("quantity").asLong() != 10 || !price.path("credits").asText().equals("10"))
      throw telling.surprise("10 images at 10 credits", charge.toString());
    telling.end("images-1: 10 x 10, by version " + charge.path("catalogue_version").asText() + " of the catalogue:");
    telling.out().println();
    statement.print(telling.out());
  }

  private String work(String fields) {
    return "{\"customer\":\"" + customer + "\",\"feature\":\"" + FEATURE + "\"," + fields + '}';
  }

  private Answer deliver() {
    return engine.deliver(event, Purchase.signature(event, secret, clock.instant()));
  }
}
