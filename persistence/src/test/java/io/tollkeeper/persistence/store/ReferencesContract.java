package io.tollkeeper.persistence.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.entity.References;

/** What references promise, wherever they are kept. */
abstract class ReferencesContract {

  /** Empty ones. */
  abstract References references();

  @Test
  void what_was_learned_leads_to_its_payer() {
    assertEquals(Set.of("pi_1", "ch_1"), learn("cus_1", "pi_1", "ch_1"));
    assertEquals(Optional.of("cus_1"), payer("ch_1"));
    assertEquals(Optional.of("cus_1"), payer("in_1", "pi_1"));
    assertEquals(Optional.empty(), payer("in_1"));
    assertEquals(Optional.empty(), payer());
  }

  @Test
  void what_leads_somewhere_stays() {
    learn("cus_1", "pi_1");
    assertEquals(Set.of("ch_1"), learn("cus_0", "pi_1", "ch_1"));
    assertEquals(Set.of(), learn("cus_0", "pi_1", "ch_1"));
    assertEquals(Set.of(), learn("cus_0"));
    assertEquals(Optional.of("cus_1"), payer("pi_1"));
    assertEquals(Optional.of("cus_0"), payer("pi_1", "ch_1"), "the first in the order of payers");
  }

  @Test
  void a_tenant_has_only_its_own() {
    learn("cus_1", "pi_1");
    assertEquals(Optional.empty(), join(references().payer("other", List.of("pi_1"))));
    assertEquals(Set.of("pi_1"), join(references().learn("other", "cus_2", List.of("pi_1"))));
    assertEquals(Optional.of("cus_1"), payer("pi_1"));
  }

  @Test
  void of_many_who_learn_at_once_one_is_right() {
    var learned = IntStream.range(0, 40).mapToObj(number -> CompletableFuture.supplyAsync(
        () -> learn("cus_" + number, number % 2 == 0 ? new String[] {"pi_1", "ch_1"} : new String[] {"ch_1", "pi_1"})))
        .toList().stream().map(CompletableFuture::join).mapToInt(Set::size).sum();
    assertEquals(2, learned);
  }

  private Set<String> learn(String payer, String... names) {
    return join(references().learn("acme", payer, List.of(names)));
  }

  private Optional<String> payer(String... names) {
    return join(references().payer("acme", List.of(names)));
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
