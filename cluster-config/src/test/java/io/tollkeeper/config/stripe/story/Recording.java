package io.tollkeeper.config.stripe.story;

import java.util.List;

/**
 * A story as it was played.
 *
 * @param today its events in the shape of today
 * @param older the same events as older accounts get them
 * @param work what the customer did between them
 */
record Recording(List<String> today, List<String> older, List<Work> work) {

  Recording {
    today = List.copyOf(today);
    older = List.copyOf(older);
    work = List.copyOf(work);
  }

  /** How many events there are. */
  int size() {
    return today.size();
  }
}
