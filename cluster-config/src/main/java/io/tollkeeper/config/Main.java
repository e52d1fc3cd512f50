package io.tollkeeper.config;

/** The entry point of a node. A placeholder that only shows that the build can start one; to be replaced. */
public final class Main {

  private Main() {}

  /** Prints one line and ends. */
  public static void main(String[] args) {
    System.out.println("Tollkeeper: placeholder node on Java " + Runtime.version().feature());
  }
}
