package io.tollkeeper.config.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import io.tollkeeper.config.load.LoadedNode;

final class DemoIT {

  private static final String SECRET = "whsec_0123456789abcdef";
  private static final int MAX_LINES = 60;
  private static final int MAX_COLUMNS = 100;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @Test
  void the_story_holds_is_short_and_can_be_told_again(@TempDir Path directory) throws Exception {
    try (var node = LoadedNode.start(directory, Map.of("STRIPE_WEBHOOK_SECRETS", SECRET), List.of("-Xmx512m"))) {
      var environment = Map.of("TOLLKEEPER_URL", node.address().base().toString(), "TOLLKEEPER_API_KEYS",
          "default:admin:" + node.address().key(), "STRIPE_WEBHOOK_SECRETS", SECRET);
      assertTrue(tell(environment), this::said);
      assertTrue(out.toString(StandardCharsets.UTF_8).lines().count() <= MAX_LINES, this::said);
      assertEquals(List.of(),
          out.toString(StandardCharsets.UTF_8).lines().filter(line -> line.length() > MAX_COLUMNS).toList());
      assertTrue(tell(environment), this::said);

      assertFalse(tell(with(environment, "STRIPE_WEBHOOK_SECRETS", "whsec_of_somebody_else")));
      assertEquals("demo: the node was started with another secret in STRIPE_WEBHOOK_SECRETS", said());
      assertFalse(tell(with(environment, "TOLLKEEPER_API_KEYS", "default:admin:of-somebody-else")));
      assertTrue(said().endsWith("does not take this key; is it another node's?"), this::said);
    }
  }

  @Test
  void what_is_missing_is_said_in_one_line(@TempDir Path directory) {
    assertFalse(tell(Map.of("TOLLKEEPER_API_KEYS", "default:admin:key")));
    assertTrue(said().startsWith("demo: no webhook secret: set STRIPE_WEBHOOK_SECRETS"), this::said);
    assertFalse(tell(Map.of("TOLLKEEPER_DATA_DIR", directory.toString())));
    assertTrue(said().startsWith("demo: no API key: set TOLLKEEPER_API_KEYS"), this::said);
    assertFalse(tell(Map.of("TOLLKEEPER_API_KEYS", "default:admin:key", "STRIPE_WEBHOOK_SECRETS", SECRET,
        "TOLLKEEPER_URL", "http://127.0.0.1:1")));
    assertTrue(said().startsWith("demo: no node answers at http://127.0.0.1:1; start one with"), this::said);
  }

  private boolean tell(Map<String, String> environment) {
    errors.reset();
    return Demo.tell(environment, new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  /** The error, which must be one line. */
  private String said() {
    var text = errors.toString(StandardCharsets.UTF_8).stripTrailing();
    assertFalse(text.contains("\n"), text);
    return text;
  }

  private static Map<String, String> with(Map<String, String> environment, String name, String value) {
    var changed = new HashMap<>(environment);
    changed.put(name, value);
    return changed;
  }
}
