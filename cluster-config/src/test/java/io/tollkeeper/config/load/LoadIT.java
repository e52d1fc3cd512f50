package io.tollkeeper.config.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import io.tollkeeper.config.demo.EngineClient;

/** The load tool must count right, and its check must see what is wrong: a check that always agrees proves nothing. */
final class LoadIT {

  @Test
  void a_short_load_leaves_ledgers_that_agree_and_a_wrong_one_is_seen(@TempDir Path directory) throws Exception {
    try (var node = LoadedNode.start(directory, Map.of(), List.of("-Xmx512m"))) {
      var out = new ByteArrayOutputStream();
      var second = Duration.ofSeconds(1);
      var load = new Load(node.address(), new LoadOptions(20, 8, second, second, 1, LoadOptions.STANDARD.only()),
          List.of(), new PrintStream(out, true, StandardCharsets.UTF_8));
      assertTrue(load.run("store      embedded"), () -> out.toString(StandardCharsets.UTF_8));

      var target = Target.of(node.address());
      var population = new Population("wrong-", 3);
      var clients = new Clients(target, 4);
      clients.finish(population.customers(target));
      clients.finish(population.grants(target));
      var spread = Consumption.spread(population, target);
      clients.measure("consume", spread, second, second, List.of());
      var client = new EngineClient(node.address());
      assertEquals(List.of(), new LedgerCheck(client, population, List.of(spread)).verdict().complaints());

      var last = spread.acknowledged().length();
      // An answer that is made up stands for a charge that was acknowledged and lost.
      spread.answered(last, 200);
      assertFalse(new LedgerCheck(client, population, List.of(spread)).verdict().isRight());
      assertEquals(List.of("1 acknowledged charges are in no ledger, such as number " + last),
          new LedgerCheck(client, population, List.of(spread)).verdict().complaints());
      // A charge that nobody of this load has sent.
      client.post("/v1/consume",
          "{\"customer\":\"" + population.id(0) + "\",\"usage_id\":\"stray\",\"feature\":\"" + Load.FEATURE + "\"}");
      assertTrue(new LedgerCheck(client, population, List.of(spread)).verdict().complaints()
          .contains("nobody sent the usage stray"));
    }
  }
}
