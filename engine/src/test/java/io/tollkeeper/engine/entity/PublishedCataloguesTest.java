package io.tollkeeper.engine.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.Catalogue;

/** What a node knows of earlier publications. */
class PublishedCataloguesTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

  private final Shelf shelf = new Shelf();
  private final PublishedCatalogues catalogues = join(PublishedCatalogues.start(KIT.system(), shelf, CLOCK));

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void the_newest_is_at_hand_and_so_is_what_holds_before_the_first() {
    assertEquals(Optional.of(Catalogue.EMPTY), catalogues.atHand("t", 0));
    publish("one");
    publish("two");
    assertTrue(catalogues.atHand("t", 2).orElseThrow().feature("two").isPresent());
    assertEquals(Optional.empty(), catalogues.atHand("t", 1));
  }

  @Test
  void an_earlier_one_is_read_once_and_is_at_hand_then() {
    publish("one");
    publish("two");
    var reads = shelf.reads.get();
    var first = join(catalogues.catalogue("t", 1));
    assertEquals(1, first.version());
    assertTrue(first.feature("one").isPresent());
    assertEquals(Optional.of(first), catalogues.atHand("t", 1));
    assertEquals(Optional.empty(), catalogues.atHand("other", 1));
    assertEquals(1, shelf.reads.get() - reads);
  }

  @Test
  void one_that_was_never_published_cannot_be_had() {
    assertThrows(CompletionException.class, () -> join(catalogues.catalogue("t", 7)));
  }

  private void publish(String feature) {
    join(catalogues.publish("t", Map.of("features", Map.of(feature, Map.of("kind", "metered")))));
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  /** A store in memory that counts how often a publication is read. */
  private static final class Shelf implements CatalogueStore {

    private record Key(String tenant, int version) {}

    final AtomicInteger reads = new AtomicInteger();
    private final Map<Key, Publication> publications = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Boolean> add(String tenant, Publication publication) {
      return CompletableFuture.completedStage(
          publications.putIfAbsent(new Key(tenant, publication.version()), publication) == null);
    }

    @Override
    public CompletionStage<Optional<Publication>> read(String tenant, int version) {
      reads.incrementAndGet();
      return CompletableFuture.completedStage(Optional.ofNullable(publications.get(new Key(tenant, version))));
    }

    @Override
    public CompletionStage<Map<String, Integer>> newest() {
      return CompletableFuture.completedStage(Map.of());
    }
  }
}
