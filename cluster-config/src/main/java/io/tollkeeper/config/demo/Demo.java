package io.tollkeeper.config.demo;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/** Tells the story of a prepaid customer to a node that is running, and checks every step of it. */
public final class Demo {

  private Demo() {}

  /** Takes no arguments: everything comes from the environment, as for the node. Exits with 1 if anything is not as it should be. */
  public static void main(String[] arguments) {
    if (!tell(System.getenv(), System.out, System.err)) System.exit(1);
  }

  /** Tells the story to the node that this environment names. False if there was a surprise, which is then one line among the errors. */
  static boolean tell(Map<String, String> environment, PrintStream out, PrintStream errors) {
    try {
      var engine = EngineAddress.of(environment);
      var secret = secret(environment);
      new Story(engine, secret, Boolean.parseBoolean(environment.get("STRIPE_LIVEMODE")), Clock.systemUTC(), out)
          .tell();
      return true;
    } catch (IllegalStateException surprise) {
      out.flush();
      errors.println("demo: " + surprise.getMessage());
      return false;
    }
  }

  private static String secret(Map<String, String> environment) {
    if (!environment.getOrDefault("STRIPE_API_KEY", "").isBlank())
      throw new IllegalStateException(
          "the demo invents a purchase, which a node with STRIPE_API_KEY would look up at Stripe: run both without it");
    var secret = environment.getOrDefault("STRIPE_WEBHOOK_SECRETS", "").split(",", -1)[0].strip();
    if (secret.isEmpty())
      throw new IllegalStateException(
          "no webhook secret: set STRIPE_WEBHOOK_SECRETS to the same value for the node and for the demo, such as whsec_0123456789abcdef");
    return secret;
  }
}
