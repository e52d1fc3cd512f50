package io.tollkeeper.persistence.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import io.tollkeeper.engine.domain.Chain;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Hash;
import io.tollkeeper.persistence.stored.Rows;

/** What real decisions lead to comes back from its written form as it was. {@code -Dseed=} repeats one history. */
final class RoundTripTest {

  static LongStream seeds() {
    var pinned = Long.getLong("seed");
    return pinned != null ? LongStream.of(pinned) : LongStream.rangeClosed(1, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_history_comes_back_unchanged_and_its_chain_still_holds(long seed) {
    var history = RandomHistory.of(seed, 60);
    var previous = Chain.genesis(history.start().key());
    for (var row : history.rows()) {
      var read = FactsCodec.read(FactsCodec.write(row));
      assertEquals(row, read);
      for (var fact : read.list()) {
        assertTrue(Chain.follows(previous, fact), () -> "the chain breaks at " + fact);
        previous = fact.hash();
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_customer_goes_on_from_its_snapshot_as_if_nothing_had_happened(long seed) {
    var history = RandomHistory.of(seed, 60);
    var live = history.start();
    var restored = live;
    for (var row : history.rows()) {
      live = live.evolve(row);
      restored = CustomerCodec.read(CustomerCodec.write(restored.evolve(row)), Samples.WINDOW);
      CustomersEqual.check(live, restored);
    }
  }

  @Test
  void the_chain_holds_when_metadata_has_been_erased() {
    var history = RandomHistory.withMetadata("{\"patient\":\"Jane\"}");
    var previous = history.start().chain();
    for (var row : history.rows()) {
      for (var fact : FactsCodec.read(erased(row)).list()) {
        assertTrue(Chain.follows(previous, fact), () -> "the chain breaks at " + fact);
        assertFalse(fact.toString().contains("Jane"));
        previous = fact.hash();
      }
      assertEquals(row, FactsCodec.read(erased(row)), "equality goes by the digest");
    }
  }

  @Test
  void a_changed_metadata_text_breaks_the_chain() {
    var history = RandomHistory.withMetadata("{\"patient\":\"Jane\"}");
    var previous = history.start().chain();
    var changed =
        history.rows().stream().flatMap(row -> FactsCodec.read(replaced(row, "{\"patient\":\"John\"}")).list().stream())
            .filter(fact -> fact.event() instanceof Event.Consumed).findFirst().orElseThrow();
    assertFalse(Chain.follows(before(history.rows(), changed, previous), changed));
  }

  private static Hash before(List<Facts> rows, Fact fact, Hash genesis) {
    var previous = genesis;
    for (var row : rows)
      for (var candidate : row.list()) {
        if (candidate.hash().equals(fact.hash())) return previous;
        previous = candidate.hash();
      }
    throw new AssertionError("the fact is not part of the history");
  }

  private static byte[] erased(Facts row) {
    var stored = FactsCodec.toStored(row).toBuilder();
    for (var fact : stored.getFactsBuilderList())
      if (fact.hasConsumedV1() && fact.getConsumedV1().getCommand().hasMetadata()) {
        var metadata = fact.getConsumedV1Builder().getCommandBuilder().getMetadataBuilder();
        metadata.setDigest(ValueCodec.write(Hash.of(metadata.getJson()))).clearJson();
      }
    return stored.build().toByteArray();
  }

  private static byte[] replaced(Facts row, String text) {
    Rows.Facts.Builder stored = FactsCodec.toStored(row).toBuilder();
    for (var fact : stored.getFactsBuilderList())
      if (fact.hasConsumedV1()) fact.getConsumedV1Builder().getCommandBuilder().getMetadataBuilder().setJson(text);
    return stored.build().toByteArray();
  }
}
