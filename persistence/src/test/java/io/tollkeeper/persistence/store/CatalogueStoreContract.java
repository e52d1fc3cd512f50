package io.tollkeeper.persistence.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.entity.CatalogueStore;
import io.tollkeeper.engine.entity.CatalogueStore.Publication;

/** What a store of catalogues promises, wherever it is kept. */
abstract class CatalogueStoreContract {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456Z");

  /** An empty store. */
  abstract CatalogueStore store();

  @Test
  void a_publication_comes_back_as_it_was_published() {
    var publication = new Publication(1, NOW, document());
    assertTrue(join(store().add("acme", publication)));

    var read = join(store().read("acme", 1)).orElseThrow();

    assertEquals(publication, read);
    assertEquals(new ArrayList<>(document().keySet()), new ArrayList<>(read.document().keySet()),
        "the order of the keys means something");
    assertEquals(new BigDecimal("0.000000000001"), read.document().get("rate"));
  }

  @Test
  void a_version_is_published_once() {
    assertTrue(join(store().add("acme", new Publication(1, NOW, Map.of("by", "first")))));
    assertFalse(join(store().add("acme", new Publication(1, NOW, Map.of("by", "second")))));
    assertEquals(Map.of("by", "first"), join(store().read("acme", 1)).orElseThrow().document());
  }

  @Test
  void of_many_publications_of_one_version_at_once_one_is_added() {
    var added = IntStream.range(0, 20)
        .mapToObj(i -> CompletableFuture
            .supplyAsync(() -> join(store().add("acme", new Publication(1, NOW, Map.of("by", i))))))
        .toList()
        .stream().filter(CompletableFuture::join).count();
    assertEquals(1, added);
  }

  @Test
  void what_was_never_published_is_not_there() {
    join(store().add("acme", new Publication(1, NOW, Map.of())));
    assertEquals(Optional.empty(), join(store().read("acme", 2)));
    assertEquals(Optional.empty(), join(store().read("other", 1)));
  }

  @Test
  void the_newest_version_of_every_tenant_is_known() {
    assertEquals(Map.of(), join(store().newest()));
    join(store().add("acme", new Publication(2, NOW, Map.of())));
    join(store().add("acme", new Publication(1, NOW, Map.of())));
    join(store().add("other", new Publication(1, NOW, Map.of())));
    assertEquals(Map.of("acme", 2, "other", 1), join(store().newest()));
  }

  private static Map<String, Object> document() {
    var document = new LinkedHashMap<String, Object>();
    document.put("z", List.of(1, "two", true));
    document.put("a", Map.of("credits", 10));
    document.put("rate", new BigDecimal("0.000000000001"));
    document.put("ünï", "cödé");
    return document;
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
