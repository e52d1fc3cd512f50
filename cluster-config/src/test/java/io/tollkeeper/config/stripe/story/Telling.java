package io.tollkeeper.config.stripe.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;

import io.tollkeeper.config.kit.Call;

/**
 * One delivery of a story's events to the node, for a customer and with ids of its own.
 *
 * @param name what its ids have that no others have
 */
record Telling(WholeNode node, String name) {

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
        states.put(WholeNode.id(event), node.deliver(event));
      }
    }
    states.forEach(node::awaitOver);
    return EndState.read(node.api(), customer(), this::theirs);
  }

  private void carryOut(Work work) {
    var answer = node.api().askPatiently(Call.post(work.path(), own(work.body())));
    assertEquals(2, answer.status() / 100, () -> work + " was answered with " + answer);
  }

  /** The customer's name here. */
  String customer() {
    return Shop.CUSTOMER + '-' + name;
  }

  /** What is told here instead of this. */
  String own(String text) {
    return text.replace(MARK, mark()).replace('"' + Shop.CUSTOMER + '"', '"' + customer() + '"');
  }

  /** What is told in the story instead of this. */
  String theirs(String text) {
    return text.replace(mark(), MARK).replace(customer(), Shop.CUSTOMER);
  }

  private String mark() {
    return "_1D" + name + 'x';
  }
}
