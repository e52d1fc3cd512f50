package io.tollkeeper.config.rush;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

import io.tollkeeper.config.kit.Answer;

/** Clients that all ask at the same moment. */
final class Crowd {

  private Crowd() {}

  /** The answers, in the order of the clients' numbers. */
  static List<Answer> of(int size, IntFunction<Answer> client) {
    var gate = new CountDownLatch(size);
    var answers = new ArrayList<Answer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new ArrayList<Future<Answer>>();
      for (var number = 0; number < size; number++) {
        var own = number;
        futures.add(threads.submit(() -> {
          gate.countDown();
          gate.await();
          return client.apply(own);
        }));
      }
      for (var future : futures)
        answers.add(future.get());
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("a client got no answer", e);
    }
    return answers;
  }
}
