package io.tollkeeper.http.stripe;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

import io.tollkeeper.engine.entity.Inbox.Message;

/**
 * Goes through messages page by page. What is dealt with moves out of the way, so the same question gets the next page; the pages are
 * counted all the same, and what comes again is left alone.
 */
final class Pages {

  private final Set<String> seen = new HashSet<>();
  private final int size;
  private final Supplier<CompletionStage<List<Message>>> next;
  private final Function<List<Message>, CompletionStage<Void>> work;
  private int left;

  /**
   * @param most how many pages at most
   * @param size how many messages make a full one
   */
  Pages(int most, int size, Supplier<CompletionStage<List<Message>>> next,
      Function<List<Message>, CompletionStage<Void>> work) {
    this.left = most;
    this.size = size;
    this.next = next;
    this.work = work;
  }

  /** Turns pages to the end. The stage fails if the store cannot be reached. */
  CompletionStage<Void> turn() {
    return next.get().thenCompose(page -> {
      var fresh = page.stream().filter(message -> seen.add(message.tenant() + '/' + message.id())).toList();
      return work.apply(fresh).thenCompose(_ -> --left == 0 || page.size() < size || fresh.isEmpty()
          ? CompletableFuture.completedStage(null)
          : turn());
    });
  }
}
