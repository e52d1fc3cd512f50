package io.tollkeeper.config.demo;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

import io.tollkeeper.config.demo.EngineClient.Answer;

/** Prints the steps of a story, one line each, and stops it with an {@link IllegalStateException} when something is not as it should be. */
final class Telling {

  private final PrintStream out;
  private int step;
  private String title = "";

  Telling(PrintStream out) {
    this.out = out;
  }

  PrintStream out() {
    return out;
  }

  void begin(String what) {
    step++;
    title = what;
  }

  void end(String result) {
    out.printf("%3d  %-34s  %s%n", step, title, result);
  }

  void expect(boolean right, String expected, Answer answer) {
    if (!right) throw surprise(expected, answer.status() + " " + answer.text());
  }

  IllegalStateException surprise(String expected, String actual) {
    return new IllegalStateException(
        "step " + step + ", " + title + ": expected " + expected + ", but it was " + actual);
  }

  static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
