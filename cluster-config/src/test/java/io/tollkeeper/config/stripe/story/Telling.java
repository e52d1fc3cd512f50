package io.tollkeeper.config.stripe.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tollkeeper.config.kit.Await;
import io.tollkeeper.config.kit.Call;

/**
 * One delivery of a story's events to the node, for a customer and with ids of its own.
 *
 * @param name what its ids have that no others have
 */
record Telling(WholeNode node, String name) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Set<String> OVER = Set.of("applied", "ignored");
  // All ids that the double gives have this in them.
  private static final String MARK = "_1Double";

  /**
   * Delivers events in this order, and the work between them: in the same places, whatever comes when.
   *
   * @return the state that all of that ends in
   */
  EndState tell(List<String> events, Order order, List<Work> work) {
    Shop.welcome(node.api(), customer());
    var states = new HashMap<String, String>();
    var deliveries = order.events();
    var done = 0;
    for (int i = 0; i <= deliveries.size(); i++) {
      while (done < work.size() && work.get(done).after() * deliveries.size() <= i * events.size())
        carryOut(work.get(done++));
      if (i < deliveries.size()) {
        var event = own(events.get(deliveries.get(i)));
        states.put(id(event), node.deliver(event));
      }
    }
    states.forEach(this::awaitOver);
    return EndState.read(node.api(), customer(), this::theirs);
  }

  private void carryOut(Work work) {
    var answer = node.api().askPatiently(Call.post(work.path(), own(work.body())));
    assertEquals(2, answer.status() / 100, () -> work + " was answered with " + answer);
  }

  private void awaitOver(String event, String state) {
    if (OVER.contains(state)) return;
    Await.until(() -> "over: " + show(event), PATIENCE, () -> OVER.contains(show(event).path("state").asText()));
  }

  private JsonNode show(String event) {
    return node.api().askPatiently(Call.get("/v1/stripe/events/" + event)).expect(200).json();
  }

  private String customer() {
    return Shop.CUSTOMER + '-' + name;
  }

  private String own(String text) {
    return text.replace(MARK, mark()).replace('"' + Shop.CUSTOMER + '"', '"' + customer() + '"');
  }

  private String theirs(String text) {
    return text.replace(mark(), MARK).replace(customer(), Shop.CUSTOMER);
  }

  private String mark() {
    return "_1D" + name + 'x';
  }

  private static String id(String event) {
    try {
      return JSON.readTree(event).path("id").asText();
    } catch (JacksonException e) {
      throw new IllegalStateException(e);
    }
  }
}
