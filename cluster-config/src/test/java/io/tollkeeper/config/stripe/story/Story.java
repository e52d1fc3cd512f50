package io.tollkeeper.config.stripe.story;

import java.util.function.Consumer;

/**
 * What happens to one customer.
 *
 * @param play lets it happen
 * @param end the state that it ends in if the customer does not work meanwhile, as {@link EndState#summary} tells it
 * @param worked what is left above all debts if it does
 */
record Story(String name, Consumer<Scene> play, String end, String worked) {

  /** Plays it, and keeps what Stripe tells of it. */
  Recording record() {
    try (var scene = Scene.open()) {
      play.accept(scene);
      return scene.recording();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
